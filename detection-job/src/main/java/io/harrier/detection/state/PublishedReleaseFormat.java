package io.harrier.detection.state;

import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class PublishedReleaseFormat extends Format<PublishedRelease> {
  private static final long serialVersionUID = 1L;

  private static final ReleaseState[] STATES = ReleaseState.values();

  PublishedReleaseFormat() {
    super("published-release", 1, PublishedRelease.class);
  }

  @Override
  public void write(PublishedRelease value, DataOutputView out) throws IOException {
    Fields.writeText(value.releaseId(), out);
    Fields.writeEnum(value.state(), out);
    out.writeLong(value.activeFrom());
    Fields.writeText(value.contentHash(), out);
    Fields.writeBytes(value.bundle(), out);
    out.writeLong(value.position());
    out.writeByte(value.canaryPercent());
    Fields.writeTexts(value.disabledRules(), out);
    Fields.writeText(value.author(), out);
    Fields.writeText(value.approver(), out);
    Fields.writeBytes(value.signature(), out);
  }

  @Override
  public PublishedRelease read(int writtenVersion, DataInputView in) throws IOException {
    return new PublishedRelease(
        Fields.readText(in),
        Fields.readEnum(STATES, in),
        in.readLong(),
        Fields.readText(in),
        Fields.readBytes(in),
        in.readLong(),
        in.readUnsignedByte(),
        Fields.readTexts(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readBytes(in));
  }
}
