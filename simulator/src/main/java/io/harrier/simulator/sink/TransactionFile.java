package io.harrier.simulator.sink;

import io.harrier.model.json.TransactionJson;
import io.harrier.simulator.record.SimulatedRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Records as JSON lines. There is no {@code producedAt}, so the same simulation gives the same
 * file; a tombstone is an empty line.
 */
public final class TransactionFile implements RecordSink {
  private final OutputStream out;

  public TransactionFile(Path file) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  @Override
  public void accept(SimulatedRecord record) throws IOException {
    if (record instanceof SimulatedRecord.Valid valid) {
      out.write(TransactionJson.encode(valid.transaction()));
    } else if (record instanceof SimulatedRecord.Malformed bad && bad.bytes() != null) {
      out.write(bad.bytes());
    }
    out.write('\n');
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
