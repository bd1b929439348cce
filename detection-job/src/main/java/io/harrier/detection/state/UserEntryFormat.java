package io.harrier.detection.state;

import io.harrier.engine.evaluate.UserState;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The engine's state carries a version of its own. */
final class UserEntryFormat extends Format<UserEntry> {
  private static final long serialVersionUID = 1L;

  UserEntryFormat() {
    super("user-entry", 1, UserEntry.class);
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public UserEntry copy(UserEntry value) {
    UserEntry copy = new UserEntry(value.state().copy());
    copy.restore(value.newestEventTime(), value.armedDeadline(), value.armedExpiry(), value.held());
    return copy;
  }

  @Override
  public void write(UserEntry value, DataOutputView out) throws IOException {
    value.writeOwn(out);
    value.state().write(out);
  }

  @Override
  public UserEntry read(int writtenVersion, DataInputView in) throws IOException {
    long newestEventTime = in.readLong();
    long armedDeadline = in.readLong();
    long armedExpiry = in.readLong();
    int held = in.readInt();
    UserEntry entry = new UserEntry(UserState.read(in));
    entry.restore(newestEventTime, armedDeadline, armedExpiry, held);
    return entry;
  }
}
