package io.harrier.detection.state;

import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Severity;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class AlertFormat extends Format<Alert> {
  private static final long serialVersionUID = 1L;

  private static final AlertKind[] KINDS = AlertKind.values();
  private static final Severity[] SEVERITIES = Severity.values();

  AlertFormat() {
    super("alert", 1, Alert.class);
  }

  @Override
  public void write(Alert value, DataOutputView out) throws IOException {
    Fields.writeText(value.alertId(), out);
    Fields.writeText(value.transactionId(), out);
    Fields.writeText(value.userId(), out);
    Fields.writeText(value.caseId(), out);
    Fields.writeEnum(value.kind(), out);
    Fields.writeText(value.ruleId(), out);
    Fields.writeText(value.release(), out);
    Fields.writeEnum(value.severity(), out);
    out.writeInt(value.score());
    Fields.writeText(value.reason(), out);
    out.writeLong(value.eventTime());
    out.writeLong(value.detectedAt());
    Fields.writeTexts(value.transactionIds(), out);
    EvidenceFields.write(value.evidence(), out);
  }

  @Override
  public Alert read(int writtenVersion, DataInputView in) throws IOException {
    return new Alert(
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readEnum(KINDS, in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readEnum(SEVERITIES, in),
        in.readInt(),
        Fields.readText(in),
        in.readLong(),
        in.readLong(),
        Fields.readTexts(in),
        EvidenceFields.read(in));
  }
}
