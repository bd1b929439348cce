package io.harrier.simulator.replay;

import io.harrier.model.Transaction;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.sink.Stamp;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A file of transactions, to be sent once more. */
public final class Replay {
  private static final int LINES_BETWEEN_PROGRESS = 1_024;
  private static final int REPORTED_LINES = 100;

  private final Path file;
  private final ColumnMap map;

  private Replay(Path file, ColumnMap map) {
    this.file = file;
    this.map = map;
  }

  /** A file of JSON lines, or of CSV whose columns are called like the contract's fields. */
  public static Replay of(Path file) {
    return new Replay(file, null);
  }

  /** A file in some other form. */
  public static Replay of(Path file, ColumnMap map) {
    return new Replay(file, map);
  }

  /** Where a transaction goes. */
  @FunctionalInterface
  public interface Target {
    void accept(Transaction transaction) throws IOException;
  }

  /** A line that was no transaction, and what was wrong with it. */
  public record BadLine(long number, String problem) {}

  /**
   * @param lines read so far, without a header
   * @param sent of them
   * @param bad of them; none is lost from this count
   */
  public record Progress(long lines, long sent, long bad) {}

  /**
   * @param badLines the first hundred of them
   * @param complete false when the thread was interrupted
   */
  public record Report(Progress progress, List<BadLine> badLines, boolean complete) {
    public Report {
      badLines = List.copyOf(badLines);
    }
  }

  /** Sends the transactions to their topic, keyed by user, and returns when all have arrived. */
  public Report run(
      TransactionProducer producer, InstantSource clock, Pacing pacing, Consumer<Progress> progress)
      throws IOException {
    Report report =
        run(
            transaction ->
                producer.send(
                    Topic.TRANSACTIONS.topicName(),
                    transaction.userId(),
                    TransactionJson.encode(Stamp.produced(transaction, clock.millis()))),
            pacing,
            progress);
    producer.flush();
    return report;
  }

  /**
   * Reads the file to its end, or until the thread is interrupted.
   *
   * @throws IOException if the file cannot be read or the target fails
   */
  public Report run(Target target, Pacing pacing, Consumer<Progress> progress) throws IOException {
    List<BadLine> badLines = new ArrayList<>();
    long lines = 0;
    long sent = 0;
    boolean complete = true;
    try (LineSource source = LineSource.open(file, map)) {
      while (source.advance()) {
        lines++;
        try {
          Transaction transaction = source.transaction();
          pacing.await(sent);
          target.accept(transaction);
          sent++;
        } catch (BadLineException e) {
          if (badLines.size() < REPORTED_LINES) {
            badLines.add(new BadLine(source.number(), e.getMessage()));
          }
        }
        if (lines % LINES_BETWEEN_PROGRESS == 0) {
          progress.accept(new Progress(lines, sent, lines - sent));
        }
        if (Thread.currentThread().isInterrupted()) {
          complete = false;
          break;
        }
      }
    }
    Progress end = new Progress(lines, sent, lines - sent);
    progress.accept(end);
    return new Report(end, badLines, complete);
  }
}
