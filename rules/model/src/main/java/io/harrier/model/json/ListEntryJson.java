package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonParser;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import java.io.IOException;

/** JSON of a {@link ListEntry}; one that does not expire has no {@code expiresAt}. */
public final class ListEntryJson {
  private static final String WHAT = "an entry of a list";

  private ListEntryJson() {}

  /** UTF-8 JSON of one entry. */
  public static byte[] encode(ListEntry value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeStringField("list", value.list().name());
          json.writeStringField("kind", value.kind().name());
          json.writeStringField("value", value.value());
          JsonFormat.writeOptional(json, "reason", value.reason());
          if (value.expiresAt() != ListEntry.NEVER) {
            json.writeNumberField("expiresAt", value.expiresAt());
          }
          json.writeNumberField("version", value.version());
          JsonFormat.writeOptional(json, "addedBy", value.addedBy());
          json.writeNumberField("updatedAt", value.updatedAt());
          json.writeNumberField("position", value.position());
        });
  }

  /**
   * Reads one entry; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static ListEntry decode(byte[] bytes) {
    Fields fields = new Fields();
    JsonFormat.readObject(bytes, WHAT, fields);
    return new ListEntry(
        JsonFormat.required(fields.list, "list", WHAT),
        JsonFormat.required(fields.kind, "kind", WHAT),
        JsonFormat.required(fields.value, "value", WHAT),
        fields.reason,
        fields.expiresAt,
        fields.version,
        fields.addedBy,
        fields.updatedAt,
        fields.position);
  }

  private static final class Fields implements JsonFormat.FieldReader {
    private EntityList list;
    private EntityKind kind;
    private String value;
    private String reason;
    private long expiresAt = ListEntry.NEVER;
    private long version;
    private String addedBy;
    private long updatedAt;
    private long position;

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "list" -> list = EntityList.valueOf(json.getText());
        case "kind" -> kind = EntityKind.valueOf(json.getText());
        case "value" -> value = JsonFormat.text(json);
        case "reason" -> reason = JsonFormat.text(json);
        case "expiresAt" -> expiresAt = json.getLongValue();
        case "version" -> version = json.getLongValue();
        case "addedBy" -> addedBy = JsonFormat.text(json);
        case "updatedAt" -> updatedAt = json.getLongValue();
        case "position" -> position = json.getLongValue();
        default -> {}
      }
    }
  }
}
