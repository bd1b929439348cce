package io.harrier.local.transactions;

import io.harrier.local.transactions.ForgottenEndSweep.Ended;
import io.harrier.local.transactions.TransactionSweep.Swept;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps again and again, and says in the log what it aborted or ended. */
public final class TransactionSweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionSweeper.class);

  private final TransactionSweep orphans;
  private final ForgottenEndSweep forgotten;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(TransactionSweeper::daemon);
  private boolean failing;

  private TransactionSweeper(TransactionSweep orphans, ForgottenEndSweep forgotten) {
    this.orphans = orphans;
    this.forgotten = forgotten;
  }

  /**
   * @param interval from the end of one sweep to the beginning of the next
   */
  public static TransactionSweeper start(
      TransactionSweep orphans, ForgottenEndSweep forgotten, Duration interval) {
    TransactionSweeper sweeper = new TransactionSweeper(orphans, forgotten);
    var unused =
        sweeper.thread.scheduleWithFixedDelay(
            sweeper::sweep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return sweeper;
  }

  private void sweep() {
    try {
      abortOrphans();
      endForgotten();
      failing = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // whatever it is, the next sweep may not meet it
      if (!failing) {
        LOG.warn("Open transactions are not swept, until this is over: {}", e.toString());
      }
      failing = true;
    }
  }

  private void abortOrphans() throws InterruptedException {
    for (Swept swept : orphans.sweep()) {
      if (swept.aborted()) {
        LOG.warn(
            "Aborted an orphaned transaction, which held back readers of committed records: {}."
                + " No checkpoint of the running job knows of it",
            swept.transaction());
      }
    }
  }

  private void endForgotten() throws InterruptedException {
    for (Ended each : forgotten.sweep()) {
      if (each.ended()) {
        LOG.warn(
            "Told {} that {} is {} from offset {} on, as its coordinator has recorded: Kafka had"
                + " forgotten to, which held back readers of committed records",
            each.forgotten().partition(),
            each.forgotten().transactionalId(),
            each.outcome().verb(),
            each.forgotten().offset());
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "transaction-sweeper");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns when it has stopped, so that nothing is swept any more while the job is stopped. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("The sweep of open transactions does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
