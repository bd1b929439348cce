package io.harrier.simulator.sink;

import io.harrier.simulator.record.SimulatedRecord;
import java.io.Closeable;
import java.io.IOException;

/** Where simulated records go; for one thread. */
public interface RecordSink extends Closeable {

  /**
   * Takes one record, and its truth.
   *
   * @throws IOException if this or an earlier record could not be written
   */
  void accept(SimulatedRecord record) throws IOException;

  /** Returns when everything accepted has arrived. */
  void flush() throws IOException;

  /** Everything to this sink, then to the other. */
  default RecordSink and(RecordSink other) {
    RecordSink first = this;
    return new RecordSink() {
      @Override
      public void accept(SimulatedRecord record) throws IOException {
        first.accept(record);
        other.accept(record);
      }

      @Override
      public void flush() throws IOException {
        first.flush();
        other.flush();
      }

      @Override
      public void close() throws IOException {
        try (other) {
          first.close();
        }
      }
    };
  }
}
