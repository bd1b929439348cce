package io.harrier.alerting.notification;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notices at least once, without holding up the stream: what cannot be delivered waits,
 * and is retried with growing pauses, until it is given up. A notice that is given up is counted
 * and logged; its case is in PostgreSQL in any event.
 *
 * <p>State: the notices that have not been delivered, at most {@code maxPending}.
 */
final class WebhookWriter implements StatefulSinkWriter<CaseNotice, PendingNotice> {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookWriter.class);
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final int MAX_DOUBLINGS = 16;
  private static final int MAX_IN_FLIGHT = 8;

  private final Webhook webhook;
  private final long giveUpAfterMillis;
  private final int maxPending;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService time;
  private final Counter sent;
  private final Counter retried;
  private final Counter failed;
  // By case: a case is announced once.
  private final Map<String, PendingNotice> pending = new LinkedHashMap<>();
  // Those of them whose turn has come.
  private final Queue<PendingNotice> due = new ArrayDeque<>();
  private int inFlight;

  WebhookWriter(
      WebhookSettings settings,
      Webhook webhook,
      WriterInitContext context,
      Collection<PendingNotice> recovered) {
    this.webhook = webhook;
    this.giveUpAfterMillis = settings.giveUpAfter().toMillis();
    this.maxPending = settings.maxPending();
    this.mailbox = context.getMailboxExecutor();
    this.time = context.getProcessingTimeService();
    MetricGroup metrics = context.metricGroup();
    this.sent = metrics.counter("notificationsSent");
    this.retried = metrics.counter("notificationsRetried");
    this.failed = metrics.counter("notificationsFailed");
    metrics.gauge("notificationsPending", pending::size);
    for (PendingNotice notice : recovered) {
      pending.put(notice.notice().caseId(), notice);
      attempt(notice);
    }
  }

  @Override
  public void write(CaseNotice notice, Context context) {
    if (pending.containsKey(notice.caseId())) {
      return;
    }
    if (pending.size() >= maxPending) {
      giveUp(notice, "%d others are waiting already".formatted(maxPending));
      return;
    }
    PendingNotice accepted = new PendingNotice(notice, time.getCurrentProcessingTime(), 0);
    pending.put(notice.caseId(), accepted);
    attempt(accepted);
  }

  private void attempt(PendingNotice notice) {
    due.add(notice);
    postDue();
  }

  private void postDue() {
    while (inFlight < MAX_IN_FLIGHT && !due.isEmpty()) {
      PendingNotice notice = due.remove();
      inFlight++;
      CompletableFuture<Webhook.Answer> unused =
          webhook
              .post(notice.notice())
              .whenComplete((answer, error) -> report(notice, answer, error));
    }
  }

  // On the HTTP client's thread.
  private void report(PendingNotice notice, Webhook.Answer answer, Throwable error) {
    try {
      mailbox.execute(() -> settle(notice, answer, error), "settle a notification");
    } catch (RejectedExecutionException e) {
      LOG.debug("A notification was answered after the task had ended", e);
    }
  }

  private void settle(PendingNotice notice, Webhook.Answer answer, Throwable error) {
    inFlight--;
    switch (error == null ? answer : Webhook.Answer.UNAVAILABLE) {
      case ACCEPTED -> {
        pending.remove(notice.notice().caseId());
        sent.inc();
      }
      case REFUSED -> {
        pending.remove(notice.notice().caseId());
        giveUp(notice.notice(), "the receiver refuses it");
      }
      case UNAVAILABLE -> retry(notice, error);
    }
    postDue();
  }

  private void retry(PendingNotice notice, Throwable error) {
    long now = time.getCurrentProcessingTime();
    String cause = error == null ? "the receiver is unavailable" : error.toString();
    if (now - notice.acceptedAt() >= giveUpAfterMillis) {
      pending.remove(notice.notice().caseId());
      giveUp(notice.notice(), cause);
      return;
    }
    LOG.warn("The notification of case {} will be retried: {}", notice.notice().caseId(), cause);
    retried.inc();
    PendingNotice later = notice.failedOnceMore();
    pending.put(later.notice().caseId(), later);
    ScheduledFuture<?> unused =
        time.registerTimer(now + pauseMillis(later.attempts()), at -> attempt(later));
  }

  private static long pauseMillis(int attempts) {
    return Math.min(
        LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempts - 1, MAX_DOUBLINGS));
  }

  private void giveUp(CaseNotice notice, String cause) {
    LOG.error(
        "The notification of case {} ({}) is given up: {}",
        notice.caseId(),
        notice.severity(),
        cause);
    failed.inc();
  }

  /** At the end of the input, waits until everything is delivered or given up. */
  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    while (endOfInput && !pending.isEmpty()) {
      // An answer or a timer is always on its way while anything is pending.
      mailbox.yield();
    }
  }

  @Override
  public List<PendingNotice> snapshotState(long checkpointId) {
    return new ArrayList<>(pending.values());
  }

  @Override
  public void close() {
    webhook.close();
  }
}
