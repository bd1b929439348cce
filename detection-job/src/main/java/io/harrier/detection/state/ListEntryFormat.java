package io.harrier.detection.state;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class ListEntryFormat extends Format<ListEntry> {
  private static final long serialVersionUID = 1L;

  static final EntityList[] LISTS = EntityList.values();
  static final EntityKind[] KINDS = EntityKind.values();

  ListEntryFormat() {
    super("list-entry", 1, ListEntry.class);
  }

  @Override
  public void write(ListEntry value, DataOutputView out) throws IOException {
    Fields.writeEnum(value.list(), out);
    Fields.writeEnum(value.kind(), out);
    Fields.writeText(value.value(), out);
    Fields.writeText(value.reason(), out);
    out.writeLong(value.expiresAt());
    out.writeLong(value.version());
    Fields.writeText(value.addedBy(), out);
    out.writeLong(value.updatedAt());
    out.writeLong(value.position());
  }

  @Override
  public ListEntry read(int writtenVersion, DataInputView in) throws IOException {
    return new ListEntry(
        Fields.readEnum(LISTS, in),
        Fields.readEnum(KINDS, in),
        Fields.readText(in),
        Fields.readText(in),
        in.readLong(),
        in.readLong(),
        Fields.readText(in),
        in.readLong(),
        in.readLong());
  }
}
