package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonParser;
import io.harrier.model.SnapshotMark;
import java.io.IOException;

/** JSON of a {@link SnapshotMark}. */
public final class SnapshotMarkJson {
  private SnapshotMarkJson() {}

  /** UTF-8 JSON of one mark. */
  public static byte[] encode(SnapshotMark value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeStringField("table", value.table());
          json.writeNumberField("rows", value.rows());
          json.writeNumberField("position", value.position());
          json.writeNumberField("completedAt", value.completedAt());
        });
  }

  /**
   * Reads one mark; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static SnapshotMark decode(byte[] bytes) {
    Fields fields = new Fields();
    JsonFormat.readObject(bytes, "a snapshot mark", fields);
    return new SnapshotMark(
        JsonFormat.required(fields.table, "table", "a snapshot mark"),
        fields.rows,
        fields.position,
        fields.completedAt);
  }

  private static final class Fields implements JsonFormat.FieldReader {
    private String table;
    private long rows;
    private long position;
    private long completedAt;

    @Override
    public void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "table" -> table = JsonFormat.text(json);
        case "rows" -> rows = json.getLongValue();
        case "position" -> position = json.getLongValue();
        case "completedAt" -> completedAt = json.getLongValue();
        default -> {}
      }
    }
  }
}
