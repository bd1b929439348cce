package io.harrier.detection.state;

import io.harrier.model.QuarantinedRule;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class QuarantinedRuleFormat extends Format<QuarantinedRule> {
  private static final long serialVersionUID = 1L;

  private static final QuarantinedRule.Reason[] REASONS = QuarantinedRule.Reason.values();

  QuarantinedRuleFormat() {
    super("quarantined-rule", 1, QuarantinedRule.class);
  }

  @Override
  public void write(QuarantinedRule value, DataOutputView out) throws IOException {
    Fields.writeText(value.releaseId(), out);
    Fields.writeText(value.ruleId(), out);
    Fields.writeEnum(value.reason(), out);
    Fields.writeText(value.detail(), out);
    out.writeLong(value.measured());
    out.writeLong(value.limit());
    out.writeInt(value.subtask());
    out.writeLong(value.quarantinedAt());
  }

  @Override
  public QuarantinedRule read(int writtenVersion, DataInputView in) throws IOException {
    return new QuarantinedRule(
        Fields.readText(in),
        Fields.readText(in),
        Fields.readEnum(REASONS, in),
        Fields.readText(in),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readLong());
  }
}
