package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonParser;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Evidence;
import io.harrier.model.Severity;
import java.io.IOException;
import java.util.List;

/**
 * JSON of an {@link Alert}. A whole number in the evidence is read back as a {@code Long}, any
 * other as a {@code BigDecimal}.
 */
public final class AlertJson {
  private static final String WHAT = "an alert";

  private AlertJson() {}

  /** UTF-8 JSON of one alert. */
  public static byte[] encode(Alert value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeStringField("alertId", value.alertId());
          json.writeStringField("transactionId", value.transactionId());
          json.writeStringField("userId", value.userId());
          json.writeStringField("caseId", value.caseId());
          json.writeStringField("kind", value.kind().name());
          json.writeStringField("ruleId", value.ruleId());
          JsonFormat.writeOptional(json, "release", value.release());
          json.writeStringField("severity", value.severity().name());
          json.writeNumberField("score", value.score());
          JsonFormat.writeOptional(json, "reason", value.reason());
          json.writeNumberField("eventTime", value.eventTime());
          json.writeNumberField("detectedAt", value.detectedAt());
          DecisionJson.writeTexts(json, "transactionIds", value.transactionIds());
          EvidenceJson.write(json, value.evidence());
        });
  }

  /**
   * Reads one alert; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static Alert decode(byte[] bytes) {
    Fields fields = new Fields();
    JsonFormat.readObject(bytes, WHAT, fields);
    return fields.assemble();
  }

  private static final class Fields implements JsonFormat.FieldReader {
    private String alertId;
    private String transactionId;
    private String userId;
    private String caseId;
    private AlertKind kind;
    private String ruleId;
    private String release;
    private Severity severity;
    private int score;
    private String reason;
    private long eventTime;
    private long detectedAt;
    private List<String> transactionIds = List.of();
    private Evidence evidence;

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "alertId" -> alertId = JsonFormat.text(json);
        case "transactionId" -> transactionId = JsonFormat.text(json);
        case "userId" -> userId = JsonFormat.text(json);
        case "caseId" -> caseId = JsonFormat.text(json);
        case "kind" -> kind = AlertKind.valueOf(json.getText());
        case "ruleId" -> ruleId = JsonFormat.text(json);
        case "release" -> release = JsonFormat.text(json);
        case "severity" -> severity = Severity.valueOf(json.getText());
        case "score" -> score = json.getIntValue();
        case "reason" -> reason = JsonFormat.text(json);
        case "eventTime" -> eventTime = json.getLongValue();
        case "detectedAt" -> detectedAt = json.getLongValue();
        case "transactionIds" -> transactionIds = DecisionJson.readTexts(json);
        case "evidence" -> evidence = EvidenceJson.read(json);
        default -> {}
      }
    }

    private Alert assemble() {
      return new Alert(
          JsonFormat.required(alertId, "alertId", WHAT),
          JsonFormat.required(transactionId, "transactionId", WHAT),
          JsonFormat.required(userId, "userId", WHAT),
          JsonFormat.required(caseId, "caseId", WHAT),
          JsonFormat.required(kind, "kind", WHAT),
          JsonFormat.required(ruleId, "ruleId", WHAT),
          release,
          JsonFormat.required(severity, "severity", WHAT),
          score,
          reason,
          eventTime,
          detectedAt,
          transactionIds,
          JsonFormat.required(evidence, "evidence", WHAT));
    }
  }
}
