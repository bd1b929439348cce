package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonParser;
import io.harrier.model.RiskScore;
import java.io.IOException;

/** JSON of a {@link RiskScore}. */
public final class RiskScoreJson {
  private static final String WHAT = "a risk score";

  private RiskScoreJson() {}

  /** UTF-8 JSON of one risk score. */
  public static byte[] encode(RiskScore value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeStringField("userId", value.userId());
          json.writeNumberField("score", value.score());
          JsonFormat.writeOptional(json, "reason", value.reason());
          json.writeNumberField("version", value.version());
          json.writeNumberField("updatedAt", value.updatedAt());
          json.writeNumberField("position", value.position());
        });
  }

  /**
   * Reads one risk score; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static RiskScore decode(byte[] bytes) {
    Fields fields = new Fields();
    JsonFormat.readObject(bytes, WHAT, fields);
    return new RiskScore(
        JsonFormat.required(fields.userId, "userId", WHAT),
        JsonFormat.required(fields.score, "score", WHAT),
        fields.reason,
        fields.version,
        fields.updatedAt,
        fields.position);
  }

  private static final class Fields implements JsonFormat.FieldReader {
    private String userId;
    private Double score;
    private String reason;
    private long version;
    private long updatedAt;
    private long position;

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "userId" -> userId = JsonFormat.text(json);
        case "score" -> score = json.getDoubleValue();
        case "reason" -> reason = JsonFormat.text(json);
        case "version" -> version = json.getLongValue();
        case "updatedAt" -> updatedAt = json.getLongValue();
        case "position" -> position = json.getLongValue();
        default -> {}
      }
    }
  }
}
