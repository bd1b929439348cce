package io.harrier.alerting.standing;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes standings to Redis and never waits for it: what cannot be sent is held, the newest of each
 * user, up to a bound. Neither a slow nor an absent Redis holds up the stream or a checkpoint.
 *
 * <p>State: the updates that Redis has not confirmed, at most {@code maxPending + maxInFlight}.
 */
final class StandingWriter<T extends StandingUpdate>
    implements StatefulSinkWriter<T, StandingUpdate> {
  private static final Logger LOG = LoggerFactory.getLogger(StandingWriter.class);
  // Long enough to send many updates in one packet, and short against the 100 ms that are promised.
  private static final long LINGER_MILLIS = 5;
  private static final long RETRY_MILLIS = 100;
  private static final long FINAL_FLUSH_MILLIS = 10_000;

  private final RedisStandings redis;
  private final PendingStandings pending;
  private final int maxInFlight;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService time;
  private final Counter written;
  private final Counter superseded;
  private final Counter dropped;
  private final Counter failed;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean told = new AtomicBoolean();
  private boolean scheduled;

  /** What became of an update: whether it was newer than what Redis held, or why it failed. */
  private record Answer(StandingUpdate update, Boolean newer, Throwable error) {}

  StandingWriter(
      StandingSettings settings, WriterInitContext context, Collection<StandingUpdate> recovered) {
    this.redis = RedisStandings.open(settings);
    this.pending = new PendingStandings(settings.maxPending());
    this.maxInFlight = settings.maxInFlight();
    this.mailbox = context.getMailboxExecutor();
    this.time = context.getProcessingTimeService();
    MetricGroup metrics = context.metricGroup();
    this.written = metrics.counter("standingsWritten");
    this.superseded = metrics.counter("standingsSuperseded");
    this.dropped = metrics.counter("standingsDropped");
    this.failed = metrics.counter("standingWritesFailed");
    metrics.gauge("standingsPending", pending::size);
    recovered.forEach(this::accept);
  }

  @Override
  public void write(T update, Context context) {
    accept(update);
  }

  private void accept(StandingUpdate update) {
    dropped.inc(pending.add(update));
    schedule(LINGER_MILLIS);
  }

  private void schedule(long delayMillis) {
    if (!scheduled) {
      scheduled = true;
      ScheduledFuture<?> unused =
          time.registerTimer(time.getCurrentProcessingTime() + delayMillis, now -> sendWaiting());
    }
  }

  private void sendWaiting() {
    scheduled = false;
    if (!pending.hasWaiting()) {
      return;
    }
    if (!redis.isReady()) {
      schedule(RETRY_MILLIS);
      return;
    }
    while (pending.hasWaiting() && pending.inFlight() < maxInFlight) {
      send(pending.take());
    }
    redis.flush();
  }

  private void send(StandingUpdate update) {
    redis.store(update).whenComplete((newer, error) -> report(update, newer, error));
  }

  // On lettuce's thread: many answers come together, and the task is told once.
  private void report(StandingUpdate update, Boolean newer, Throwable error) {
    answers.add(new Answer(update, newer, error));
    if (!told.compareAndSet(false, true)) {
      return;
    }
    try {
      mailbox.execute(this::settle, "settle standings");
    } catch (RejectedExecutionException e) {
      LOG.debug("A standing was confirmed after the task had ended", e);
    }
  }

  private void settle() {
    told.set(false);
    for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
      settle(answer);
    }
    if (pending.hasWaiting()) {
      schedule(LINGER_MILLIS);
    }
  }

  private void settle(Answer answer) {
    pending.settle(answer.update());
    if (answer.error() != null) {
      LOG.warn(
          "A standing was not written to Redis and will be tried again: {}",
          answer.error().toString());
      failed.inc();
      dropped.inc(pending.add(answer.update()));
      schedule(RETRY_MILLIS);
      return;
    }
    (answer.newer() ? written : superseded).inc();
  }

  /** Waits for Redis only when there will be no later occasion to write, and not for ever. */
  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (!endOfInput) {
      return;
    }
    long giveUpAt = time.getCurrentProcessingTime() + FINAL_FLUSH_MILLIS;
    while (!pending.isEmpty() && time.getCurrentProcessingTime() < giveUpAt) {
      // A timer or a confirmation is always on its way while anything is pending.
      mailbox.yield();
    }
    if (!pending.isEmpty()) {
      LOG.error("{} standings could not be written before the end of the input", pending.size());
      dropped.inc(pending.size());
    }
  }

  @Override
  public List<StandingUpdate> snapshotState(long checkpointId) {
    return pending.unsettled();
  }

  @Override
  public void close() {
    redis.close();
  }
}
