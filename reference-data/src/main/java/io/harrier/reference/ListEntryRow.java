package io.harrier.reference;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import io.harrier.model.json.ListEntryJson;
import org.apache.kafka.connect.data.Struct;

/** A row of {@code fraud.entity_lists}. */
final class ListEntryRow {
  private ListEntryRow() {}

  static byte[] encode(Struct row, long position) {
    String expiresAt = row.getString("expires_at");
    return ListEntryJson.encode(
        new ListEntry(
            EntityList.valueOf(row.getString("list")),
            EntityKind.valueOf(row.getString("kind")),
            row.getString("value"),
            row.getString("reason"),
            expiresAt == null ? ListEntry.NEVER : Timestamps.epochMillis(expiresAt),
            row.getInt64("version"),
            row.getString("added_by"),
            Timestamps.epochMillis(row.getString("updated_at")),
            position));
  }
}
