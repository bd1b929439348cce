package io.harrier.local.transactions;

import io.harrier.local.transactions.TransactionSweep.Swept;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps again and again, and says in the log what it aborted. */
public final class TransactionSweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionSweeper.class);

  private final TransactionSweep sweep;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(TransactionSweeper::daemon);
  private boolean failing;

  private TransactionSweeper(TransactionSweep sweep) {
    this.sweep = sweep;
  }

  /**
   * @param interval from the end of one sweep to the beginning of the next
   */
  public static TransactionSweeper start(TransactionSweep sweep, Duration interval) {
    TransactionSweeper sweeper = new TransactionSweeper(sweep);
    var unused =
        sweeper.thread.scheduleWithFixedDelay(
            sweeper::sweep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return sweeper;
  }

  private void sweep() {
    try {
      for (Swept swept : sweep.sweep()) {
        if (swept.aborted()) {
          LOG.warn(
              "Aborted an orphaned transaction, which held back readers of committed records: {}."
                  + " No checkpoint of the running job knows of it",
              swept.transaction());
        }
      }
      failing = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // whatever it is, the next sweep may not meet it
      if (!failing) {
        LOG.warn("Orphaned transactions are not looked for, until this is over: {}", e.toString());
      }
      failing = true;
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
        LOG.warn("The sweep of orphaned transactions does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
