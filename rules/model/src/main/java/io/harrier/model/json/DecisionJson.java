package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JSON of a {@link Decision}. */
public final class DecisionJson {
  private static final String WHAT = "a decision";

  private DecisionJson() {}

  /** UTF-8 JSON of one decision. */
  public static byte[] encode(Decision value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeStringField("decisionId", value.decisionId());
          json.writeStringField("transactionId", value.transactionId());
          json.writeStringField("userId", value.userId());
          json.writeStringField("outcome", value.outcome().name());
          json.writeNumberField("score", value.score());
          writeTexts(json, "ruleIds", value.ruleIds());
          JsonFormat.writeOptional(json, "release", value.release());
          json.writeNumberField("eventTime", value.eventTime());
          json.writeNumberField("decidedAt", value.decidedAt());
        });
  }

  /**
   * Reads one decision; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static Decision decode(byte[] bytes) {
    Fields fields = new Fields();
    JsonFormat.readObject(bytes, WHAT, fields);
    return new Decision(
        JsonFormat.required(fields.decisionId, "decisionId", WHAT),
        JsonFormat.required(fields.transactionId, "transactionId", WHAT),
        JsonFormat.required(fields.userId, "userId", WHAT),
        JsonFormat.required(fields.outcome, "outcome", WHAT),
        fields.score,
        fields.ruleIds,
        fields.release,
        fields.eventTime,
        fields.decidedAt);
  }

  static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static List<String> readTexts(JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(json.getText());
    }
    return texts;
  }

  private static final class Fields implements JsonFormat.FieldReader {
    private String decisionId;
    private String transactionId;
    private String userId;
    private Outcome outcome;
    private int score;
    private List<String> ruleIds = List.of();
    private String release;
    private long eventTime;
    private long decidedAt;

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "decisionId" -> decisionId = JsonFormat.text(json);
        case "transactionId" -> transactionId = JsonFormat.text(json);
        case "userId" -> userId = JsonFormat.text(json);
        case "outcome" -> outcome = Outcome.valueOf(json.getText());
        case "score" -> score = json.getIntValue();
        case "ruleIds" -> ruleIds = readTexts(json);
        case "release" -> release = JsonFormat.text(json);
        case "eventTime" -> eventTime = json.getLongValue();
        case "decidedAt" -> decidedAt = json.getLongValue();
        default -> {}
      }
    }
  }
}
