package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonParser;
import io.harrier.model.QuarantinedRule;
import java.io.IOException;

/** JSON of a {@link QuarantinedRule}. */
public final class QuarantinedRuleJson {
  private static final String WHAT = "a quarantined rule";

  private QuarantinedRuleJson() {}

  /** UTF-8 JSON of one rule. */
  public static byte[] encode(QuarantinedRule value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeStringField("releaseId", value.releaseId());
          json.writeStringField("ruleId", value.ruleId());
          json.writeStringField("reason", value.reason().name());
          json.writeStringField("detail", value.detail());
          json.writeNumberField("measured", value.measured());
          json.writeNumberField("limit", value.limit());
          json.writeNumberField("subtask", value.subtask());
          json.writeNumberField("quarantinedAt", value.quarantinedAt());
        });
  }

  /**
   * Reads one rule; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static QuarantinedRule decode(byte[] bytes) {
    Fields fields = new Fields();
    JsonFormat.readObject(bytes, WHAT, fields);
    return new QuarantinedRule(
        JsonFormat.required(fields.releaseId, "releaseId", WHAT),
        JsonFormat.required(fields.ruleId, "ruleId", WHAT),
        JsonFormat.required(fields.reason, "reason", WHAT),
        JsonFormat.required(fields.detail, "detail", WHAT),
        fields.measured,
        fields.limit,
        fields.subtask,
        fields.quarantinedAt);
  }

  private static final class Fields implements JsonFormat.FieldReader {
    private String releaseId;
    private String ruleId;
    private QuarantinedRule.Reason reason;
    private String detail;
    private long measured;
    private long limit;
    private int subtask;
    private long quarantinedAt;

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "releaseId" -> releaseId = JsonFormat.text(json);
        case "ruleId" -> ruleId = JsonFormat.text(json);
        case "reason" -> reason = QuarantinedRule.Reason.valueOf(json.getText());
        case "detail" -> detail = JsonFormat.text(json);
        case "measured" -> measured = json.getLongValue();
        case "limit" -> limit = json.getLongValue();
        case "subtask" -> subtask = json.getIntValue();
        case "quarantinedAt" -> quarantinedAt = json.getLongValue();
        default -> {}
      }
    }
  }
}
