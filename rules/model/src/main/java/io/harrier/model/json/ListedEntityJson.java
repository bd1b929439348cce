package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListedEntity;
import java.io.IOException;

/** An element of {@code lists} within an alert's evidence. */
final class ListedEntityJson implements JsonFormat.FieldReader {
  private static final String WHAT = "evidence from a list";

  private EntityList list;
  private EntityKind kind;
  private String value;
  private long version;

  private ListedEntityJson() {}

  static void write(JsonGenerator json, ListedEntity entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("list", entry.list().name());
    json.writeStringField("kind", entry.kind().name());
    json.writeStringField("value", entry.value());
    json.writeNumberField("version", entry.version());
    json.writeEndObject();
  }

  static ListedEntity read(JsonParser json) throws IOException {
    ListedEntityJson fields = new ListedEntityJson();
    JsonFormat.readFields(json, fields);
    return new ListedEntity(
        JsonFormat.required(fields.list, "list", WHAT),
        JsonFormat.required(fields.kind, "kind", WHAT),
        JsonFormat.required(fields.value, "value", WHAT),
        fields.version);
  }

  @Override
  public void read(String field, JsonParser json) throws IOException {
    switch (field) {
      case "list" -> list = EntityList.valueOf(json.getText());
      case "kind" -> kind = EntityKind.valueOf(json.getText());
      case "value" -> value = JsonFormat.text(json);
      case "version" -> version = json.getLongValue();
      default -> {}
    }
  }
}
