package io.harrier.detection.state;

import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class DecisionFormat extends Format<Decision> {
  private static final long serialVersionUID = 1L;

  private static final Outcome[] OUTCOMES = Outcome.values();

  DecisionFormat() {
    super("decision", 1, Decision.class);
  }

  @Override
  public void write(Decision value, DataOutputView out) throws IOException {
    Fields.writeText(value.decisionId(), out);
    Fields.writeText(value.transactionId(), out);
    Fields.writeText(value.userId(), out);
    Fields.writeEnum(value.outcome(), out);
    out.writeInt(value.score());
    Fields.writeTexts(value.ruleIds(), out);
    Fields.writeText(value.release(), out);
    out.writeLong(value.eventTime());
    out.writeLong(value.decidedAt());
  }

  @Override
  public Decision read(int writtenVersion, DataInputView in) throws IOException {
    return new Decision(
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readEnum(OUTCOMES, in),
        in.readInt(),
        Fields.readTexts(in),
        Fields.readText(in),
        in.readLong(),
        in.readLong());
  }
}
