package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonParser;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.io.IOException;
import java.util.List;

/** JSON of a {@link PublishedRelease}; bundle and signature are Base64 (RFC 4648). */
public final class PublishedReleaseJson {
  private static final String WHAT = "a release";

  private PublishedReleaseJson() {}

  /** UTF-8 JSON of one release. */
  public static byte[] encode(PublishedRelease value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeStringField("releaseId", value.releaseId());
          json.writeStringField("state", value.state().name());
          json.writeNumberField("activeFrom", value.activeFrom());
          json.writeStringField("contentHash", value.contentHash());
          json.writeBinaryField("bundle", value.bundle());
          json.writeNumberField("position", value.position());
          json.writeNumberField("canaryPercent", value.canaryPercent());
          DecisionJson.writeTexts(json, "disabledRules", value.disabledRules());
          JsonFormat.writeOptional(json, "author", value.author());
          JsonFormat.writeOptional(json, "approver", value.approver());
          json.writeBinaryField("signature", value.signature());
        });
  }

  /**
   * Reads one release; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static PublishedRelease decode(byte[] bytes) {
    Fields fields = new Fields();
    JsonFormat.readObject(bytes, WHAT, fields);
    return new PublishedRelease(
        JsonFormat.required(fields.releaseId, "releaseId", WHAT),
        JsonFormat.required(fields.state, "state", WHAT),
        fields.activeFrom,
        JsonFormat.required(fields.contentHash, "contentHash", WHAT),
        JsonFormat.required(fields.bundle, "bundle", WHAT),
        fields.position,
        fields.canaryPercent,
        fields.disabledRules,
        fields.author,
        fields.approver,
        fields.signature);
  }

  private static final class Fields implements JsonFormat.FieldReader {
    private String releaseId;
    private ReleaseState state;
    private long activeFrom;
    private String contentHash;
    private byte[] bundle;
    private long position;
    private int canaryPercent;
    private List<String> disabledRules = List.of();
    private String author;
    private String approver;
    private byte[] signature = {};

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "releaseId" -> releaseId = JsonFormat.text(json);
        case "state" -> state = ReleaseState.valueOf(json.getText());
        case "activeFrom" -> activeFrom = json.getLongValue();
        case "contentHash" -> contentHash = JsonFormat.text(json);
        case "bundle" -> bundle = json.getBinaryValue();
        case "position" -> position = json.getLongValue();
        case "canaryPercent" -> canaryPercent = json.getIntValue();
        case "disabledRules" -> disabledRules = DecisionJson.readTexts(json);
        case "author" -> author = JsonFormat.text(json);
        case "approver" -> approver = JsonFormat.text(json);
        case "signature" -> signature = json.getBinaryValue();
        default -> {}
      }
    }
  }
}
