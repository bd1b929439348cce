package io.harrier.alerting;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that fails the job once, when it has been given a number of records in all. */
@SuppressWarnings("try") // a sink writer declares close() throws Exception
final class FailingOnce<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  /** Counts across restarts and tasks, which share this JVM. */
  static final AtomicInteger RECORDS = new AtomicInteger();

  private final Sink<T> sink;
  private final int failAt;

  FailingOnce(Sink<T> sink, int failAt) {
    this.sink = sink;
    this.failAt = failAt;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    SinkWriter<T> writer = sink.createWriter(context);
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context at) throws IOException, InterruptedException {
        if (RECORDS.incrementAndGet() == failAt) {
          throw new IOException("failing, as told");
        }
        writer.write(element, at);
      }

      @Override
      public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
      }

      @Override
      public void close() throws Exception {
        writer.close();
      }
    };
  }
}
