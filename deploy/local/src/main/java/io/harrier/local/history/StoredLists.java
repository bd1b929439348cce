package io.harrier.local.history;

import io.harrier.backtest.input.KnownLists;
import io.harrier.engine.lists.EntityLists;
import io.harrier.model.ListEntry;
import io.harrier.registry.lists.ListRegistry;
import io.harrier.registry.lists.RegisteredEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The lists that the platform has now. */
public final class StoredLists {
  private StoredLists() {}

  public static KnownLists read(DataSource database) {
    List<ListEntry> entries =
        new ListRegistry(database)
            .show(Optional.empty(), Optional.empty()).stream().map(StoredLists::entry).toList();
    return new KnownLists(
        entries.size() + " entries of now, from the database", EntityLists.of(entries));
  }

  private static ListEntry entry(RegisteredEntry row) {
    return new ListEntry(
        row.list(),
        row.kind(),
        row.value(),
        row.reason().orElse(null),
        row.expiresAt().map(Instant::toEpochMilli).orElse(ListEntry.NEVER),
        row.version(),
        row.addedBy(),
        row.updatedAt().toEpochMilli(),
        0);
  }
}
