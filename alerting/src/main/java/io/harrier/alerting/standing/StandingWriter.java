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
  // Redis does nothing else while it handles a batch: half a millisecond.
  private static final int BATCH = 64;

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

  /** What became of a batch: of each update as Redis says, or why all of it failed. */
  private record Answer(List<StandingUpdate> batch, List<Object> outcomes, Throwable error) {}

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
      List<StandingUpdate> batch = pending.take(Math.min(BATCH, maxInFlight - pending.inFlight()));
      redis
          .store(batch)
          .whenComplete((outcomes, error) -> report(new Answer(batch, outcomes, error)));
    }
    redis.flush();
  }

  // On lettuce's thread: many answers come together, and the task is told once.
  private void report(Answer answer) {
    answers.add(answer);
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
    for (int i = 0; i < answer.batch().size(); i++) {
      StandingUpdate update = answer.batch().get(i);
      pending.settle(update);
      Object outcome = answer.error() == null ? answer.outcomes().get(i) : answer.error();
      if (outcome instanceof Long newer) {
        (newer == 1 ? written : superseded).inc();
      } else {
        retry(update, outcome);
      }
    }
  }

  private void retry(StandingUpdate update, Object reason) {
    LOG.warn(
        "The standing of user {} was not written to Redis and will be tried again: {}",
        update.userId(),
        reason);
    failed.inc();
    dropped.inc(pending.add(update));
    schedule(RETRY_MILLIS);
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
