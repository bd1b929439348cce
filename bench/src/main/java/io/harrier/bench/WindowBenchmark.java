package io.harrier.bench;

import io.harrier.engine.window.EventHistory;
import io.harrier.engine.window.FeaturePlan;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Five window features for each transaction of one user, in order, over a day of history. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WindowBenchmark {
  private static final int STREAM = 1 << 14;

  /** How many transactions lie in the longest window. */
  @Param({"100", "250"})
  int perDay;

  private Transaction[] stream;
  private FeaturePlan plan;
  private FeatureValues values;
  private EventHistory day;
  private EventHistory history;
  private RescannedWindow naive;
  private byte[] stored;
  private int next;

  /** Fills a day of history. */
  @Setup
  public void fill() throws IOException {
    stream = WindowWorkload.transactions(STREAM, perDay);
    plan = new FeaturePlan(WindowWorkload.FEATURES, perDay + 1, 0, 0);
    values = new FeatureValues(WindowWorkload.FEATURES.size());
    day = new EventHistory();
    naive = new RescannedWindow(WindowWorkload.SIZES);
    for (int i = 0; i < perDay; i++) {
      day.add(stream[i], plan);
      naive.evaluate(stream[i]);
    }
    history = day.copy();
    next = perDay;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    day.write(new DataOutputStream(bytes));
    stored = bytes.toByteArray();
  }

  /** Adds a transaction to the packed history and evaluates the features. */
  @Benchmark
  public FeatureValues packedHistory() {
    if (next == STREAM) {
      history = day.copy();
      next = perDay;
    }
    Transaction transaction = stream[next++];
    history.add(transaction, plan);
    plan.evaluate(history, transaction, values);
    return values;
  }

  /** The same by scanning a list of transactions. */
  @Benchmark
  public Object[] rescannedList() {
    if (next == STREAM) {
      naive.clear();
      for (next = 0; next < perDay; next++) {
        naive.evaluate(stream[next]);
      }
    }
    return naive.evaluate(stream[next++]);
  }

  /** Reads a history, adds a transaction, evaluates and writes: what a state on disk costs. */
  @Benchmark
  public int packedHistoryFromBytes() throws IOException {
    EventHistory read = EventHistory.read(new DataInputStream(new ByteArrayInputStream(stored)));
    Transaction transaction = stream[perDay];
    read.add(transaction, plan);
    plan.evaluate(read, transaction, values);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(stored.length + 64);
    read.write(new DataOutputStream(bytes));
    return bytes.size();
  }
}
