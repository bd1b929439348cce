package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.harrier.model.Evidence;
import io.harrier.model.ListedEntity;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The object {@code evidence} within an alert. */
final class EvidenceJson implements JsonFormat.FieldReader {
  private static final long NO_VERSION = -1;

  private final Map<String, Object> features = new LinkedHashMap<>();
  private final Map<String, Double> errorBounds = new LinkedHashMap<>();
  private final List<ListedEntity> lists = new ArrayList<>();
  private double riskScore = Double.NaN;
  private long riskVersion = NO_VERSION;
  private boolean warm;

  static void write(JsonGenerator json, Evidence evidence) throws IOException {
    json.writeObjectFieldStart("evidence");
    json.writeObjectFieldStart("features");
    for (Map.Entry<String, Object> feature : evidence.features().entrySet()) {
      json.writeFieldName(feature.getKey());
      writeValue(json, feature.getValue());
    }
    json.writeEndObject();
    if (!evidence.errorBounds().isEmpty()) {
      json.writeObjectFieldStart("errorBounds");
      for (Map.Entry<String, Double> bound : evidence.errorBounds().entrySet()) {
        json.writeNumberField(bound.getKey(), bound.getValue());
      }
      json.writeEndObject();
    }
    if (!Double.isNaN(evidence.riskScore())) {
      json.writeObjectFieldStart("risk");
      json.writeNumberField("score", evidence.riskScore());
      json.writeNumberField("version", evidence.riskVersion());
      json.writeEndObject();
    }
    if (!evidence.lists().isEmpty()) {
      json.writeArrayFieldStart("lists");
      for (ListedEntity entry : evidence.lists()) {
        ListedEntityJson.write(json, entry);
      }
      json.writeEndArray();
    }
    json.writeBooleanField("warm", evidence.warm());
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else {
      throw new IllegalArgumentException(
          "a feature's value is a Long, a BigDecimal or a String, not " + value.getClass());
    }
  }

  static Evidence read(JsonParser json) throws IOException {
    EvidenceJson fields = new EvidenceJson();
    JsonFormat.readFields(json, fields);
    return new Evidence(
        fields.features,
        fields.errorBounds,
        fields.riskScore,
        fields.riskVersion,
        fields.lists,
        fields.warm);
  }

  @Override
  public void read(String field, JsonParser json) throws IOException {
    switch (field) {
      case "features" ->
          JsonFormat.readFields(json, (name, value) -> features.put(name, readValue(value)));
      case "errorBounds" ->
          JsonFormat.readFields(
              json, (name, value) -> errorBounds.put(name, value.getDoubleValue()));
      case "risk" -> JsonFormat.readFields(json, this::readRisk);
      case "lists" -> {
        if (json.currentToken() == JsonToken.START_ARRAY) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            lists.add(ListedEntityJson.read(json));
          }
        }
      }
      case "warm" -> warm = json.getBooleanValue();
      default -> {}
    }
  }

  private void readRisk(String field, JsonParser json) throws IOException {
    switch (field) {
      case "score" -> riskScore = json.getDoubleValue();
      case "version" -> riskVersion = json.getLongValue();
      default -> {}
    }
  }

  private static Object readValue(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return json.getLongValue();
    }
    if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      return json.getDecimalValue();
    }
    return json.getText();
  }
}
