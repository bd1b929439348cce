package io.harrier.detection.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Its parts carry versions of their own. */
final class UserChangeFormat extends Format<UserChange> {
  private static final long serialVersionUID = 1L;

  UserChangeFormat() {
    super("user-change", 1, UserChange.class);
  }

  @Override
  public void write(UserChange value, DataOutputView out) throws IOException {
    Fields.writeBytes(value.packed(), out);
  }

  @Override
  public UserChange read(int writtenVersion, DataInputView in) throws IOException {
    return new UserChange(Fields.readBytes(in));
  }
}
