package io.harrier.detection.state;

import io.harrier.model.ActivityCount;
import io.harrier.model.Channel;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class ActivityCountFormat extends Format<ActivityCount> {
  private static final long serialVersionUID = 1L;

  private static final Channel[] CHANNELS = Channel.values();

  ActivityCountFormat() {
    super("activity-count", 1, ActivityCount.class);
  }

  @Override
  public void write(ActivityCount value, DataOutputView out) throws IOException {
    out.writeLong(value.windowStart());
    out.writeLong(value.windowEnd());
    Fields.writeText(value.country(), out);
    Fields.writeEnum(value.channel(), out);
    Fields.writeText(value.currency(), out);
    out.writeLong(value.transactions());
    out.writeLong(value.amountMinor());
  }

  @Override
  public ActivityCount read(int writtenVersion, DataInputView in) throws IOException {
    return new ActivityCount(
        in.readLong(),
        in.readLong(),
        Fields.readText(in),
        Fields.readEnum(CHANNELS, in),
        Fields.readText(in),
        in.readLong(),
        in.readLong());
  }
}
