package io.harrier.local.transactions;

import io.harrier.detection.DetectionJob;
import io.harrier.detection.sink.TransactionalIds;
import io.harrier.local.CommandFailedException;
import io.harrier.local.health.FlinkRest;
import io.harrier.local.health.ImpatientAdmin;
import io.harrier.local.health.JobRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Looks for transactions of the detection job that nobody will ever end, and aborts them. What a
 * snapshot may still commit is never touched: see {@link CommitHorizon}.
 */
public final class TransactionSweep {
  /** How far the clocks of brokers and JobManager may be apart, unless it is known better. */
  public static final Duration MARGIN = Duration.ofMinutes(1);

  /**
   * Between two looks, both of which must find a transaction orphaned: longer than Flink repeats an
   * answer, by default 3 s, and than a notification of a complete checkpoint is under way.
   */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String bootstrapServers;
  private final Optional<String> flink;
  private final TransactionalIds ids;
  private final Duration margin;
  private final Duration settle;

  /**
   * @param flink where the job runs that owns the ids; without it nothing is known to be orphaned
   * @param ids which transactions are the job's
   * @param margin how far the clocks of brokers and JobManager may be apart
   */
  public TransactionSweep(
      String bootstrapServers, Optional<String> flink, TransactionalIds ids, Duration margin) {
    this(bootstrapServers, flink, ids, margin, SETTLE);
  }

  TransactionSweep(
      String bootstrapServers,
      Optional<String> flink,
      TransactionalIds ids,
      Duration margin,
      Duration settle) {
    this.bootstrapServers = bootstrapServers;
    this.flink = flink;
    this.ids = ids;
    this.margin = margin;
    this.settle = settle;
  }

  /**
   * What was done about an orphan.
   *
   * @param aborted otherwise it had been ended, or begun anew, by somebody else just before
   */
  public record Swept(OpenTransaction transaction, boolean aborted) {}

  /**
   * The open transactions of the job, the oldest first.
   *
   * @throws CommandFailedException if Kafka does not answer
   */
  public List<JudgedTransaction> look() throws InterruptedException {
    // Flink first: what it says grows old on the safe side.
    CommitHorizon horizon = horizon();
    return open().stream()
        .map(transaction -> JudgedTransaction.of(transaction, horizon, margin))
        .toList();
  }

  /**
   * Aborts those that two looks, some seconds apart, find orphaned.
   *
   * @throws CommandFailedException if Kafka does not answer
   */
  public List<Swept> sweep() throws InterruptedException {
    List<OpenTransaction> found = orphans();
    if (found.isEmpty()) {
      return List.of();
    }
    Thread.sleep(settle.toMillis());
    List<Swept> swept = new ArrayList<>();
    for (OpenTransaction orphan : orphans()) {
      if (found.stream().anyMatch(orphan::isSameAs)) {
        swept.add(new Swept(orphan, TransactionAbort.of(orphan, bootstrapServers)));
      }
    }
    return swept;
  }

  /**
   * Aborts one transaction of which somebody knows that no snapshot which commits it will be
   * resumed from.
   *
   * @throws CommandFailedException if the id is not the job's, nothing is open under it, or the job
   *     is there and may commit it
   */
  public Swept force(String transactionalId) throws InterruptedException {
    if (!ids.contains(transactionalId)) {
      throw new CommandFailedException(
          "%s is no transactional id of the job with the prefix %s: give the prefix with --transactional-id-prefix"
              .formatted(transactionalId, ids.prefix()));
    }
    CommitHorizon horizon = horizon();
    OpenTransaction transaction =
        open().stream()
            .filter(each -> each.transactionalId().equals(transactionalId))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "no transaction is open under %s at %s: ./harrier transactions list shows those that are"
                            .formatted(transactionalId, bootstrapServers)));
    JudgedTransaction judged = JudgedTransaction.of(transaction, horizon, margin);
    boolean jobIsAway = horizon instanceof CommitHorizon.Unknown unknown && !unknown.jobLives();
    if (!judged.orphan() && !jobIsAway) {
      throw new CommandFailedException(
          "%s is left alone, in spite of --force: %s. The job would lose what it has written; stop it first if it must be"
              .formatted(transactionalId, judged.reason()));
    }
    return new Swept(transaction, TransactionAbort.of(transaction, bootstrapServers));
  }

  private List<OpenTransaction> orphans() throws InterruptedException {
    return look().stream()
        .filter(JudgedTransaction::orphan)
        .map(JudgedTransaction::transaction)
        .toList();
  }

  private CommitHorizon horizon() {
    if (flink.isEmpty()) {
      return new CommitHorizon.Unknown(
          "it is not known whether a job runs, which may commit it: give --flink"
              + CommitHorizon.FORCE,
          false);
    }
    try {
      return CommitHorizon.of(
          DetectionJob.NAME, JobRun.of(new FlinkRest(flink.get()), DetectionJob.NAME));
    } catch (IOException e) {
      return new CommitHorizon.Unknown(
          "Flink at %s does not answer (%s): its job may commit it"
              .formatted(flink.get(), e.getMessage()),
          true);
    }
  }

  private List<OpenTransaction> open() throws InterruptedException {
    try (Admin admin = ImpatientAdmin.create(bootstrapServers, PATIENCE)) {
      return OpenTransactions.list(admin, ids::contains);
    } catch (ExecutionException e) {
      throw new CommandFailedException(
          "Kafka at %s does not tell which transactions are open: %s"
              .formatted(bootstrapServers, e.getCause().getMessage()),
          e);
    }
  }
}
