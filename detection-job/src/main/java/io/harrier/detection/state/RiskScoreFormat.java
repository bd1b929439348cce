package io.harrier.detection.state;

import io.harrier.model.RiskScore;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class RiskScoreFormat extends Format<RiskScore> {
  private static final long serialVersionUID = 1L;

  RiskScoreFormat() {
    super("risk-score", 1, RiskScore.class);
  }

  @Override
  public void write(RiskScore value, DataOutputView out) throws IOException {
    Fields.writeText(value.userId(), out);
    out.writeDouble(value.score());
    Fields.writeText(value.reason(), out);
    out.writeLong(value.version());
    out.writeLong(value.updatedAt());
    out.writeLong(value.position());
  }

  @Override
  public RiskScore read(int writtenVersion, DataInputView in) throws IOException {
    return new RiskScore(
        Fields.readText(in),
        in.readDouble(),
        Fields.readText(in),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
