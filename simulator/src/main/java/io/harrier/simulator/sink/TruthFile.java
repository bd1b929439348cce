package io.harrier.simulator.sink;

import io.harrier.simulator.record.SimulatedRecord;
import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.TruthJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The truth alone, as JSON lines. */
public final class TruthFile implements RecordSink {
  private final OutputStream out;

  public TruthFile(Path file) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  @Override
  public void accept(SimulatedRecord record) throws IOException {
    if (record instanceof SimulatedRecord.Valid valid) {
      for (Truth truth : valid.truth()) {
        out.write(TruthJson.encode(truth));
        out.write('\n');
      }
    }
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
