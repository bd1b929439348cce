package io.harrier.alerting.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.harrier.model.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The body of a notification; also how one that is not yet delivered is kept in a checkpoint. */
final class CaseNoticeJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CaseNoticeJson() {}

  static byte[] encode(CaseNotice notice) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "case.opened");
      json.writeStringField("caseId", notice.caseId());
      json.writeStringField("userId", notice.userId());
      json.writeStringField("severity", notice.severity().name());
      json.writeNumberField("score", notice.score());
      json.writeNumberField("alertCount", notice.alertCount());
      json.writeStringField("alertId", notice.alertId());
      json.writeStringField("ruleId", notice.ruleId());
      json.writeStringField("reason", notice.reason());
      json.writeNumberField("eventTime", notice.eventTime());
      json.writeNumberField("detectedAt", notice.detectedAt());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory", e);
    }
    return bytes.toByteArray();
  }

  static CaseNotice decode(byte[] bytes) throws IOException {
    String caseId = null;
    String userId = null;
    Severity severity = null;
    int score = 0;
    int alertCount = 0;
    String alertId = null;
    String ruleId = null;
    String reason = null;
    long eventTime = 0;
    long detectedAt = 0;
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        switch (field) {
          case "caseId" -> caseId = json.getText();
          case "userId" -> userId = json.getText();
          case "severity" -> severity = Severity.valueOf(json.getText());
          case "score" -> score = json.getIntValue();
          case "alertCount" -> alertCount = json.getIntValue();
          case "alertId" -> alertId = json.getText();
          case "ruleId" -> ruleId = json.getText();
          case "reason" -> reason = value == JsonToken.VALUE_NULL ? null : json.getText();
          case "eventTime" -> eventTime = json.getLongValue();
          case "detectedAt" -> detectedAt = json.getLongValue();
          default -> json.skipChildren();
        }
      }
    }
    return new CaseNotice(
        caseId,
        userId,
        severity,
        score,
        alertCount,
        alertId,
        ruleId,
        reason,
        eventTime,
        detectedAt);
  }
}
