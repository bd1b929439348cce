package io.harrier.alerting.notification;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Delivers one notification, once. */
final class Webhook implements AutoCloseable {
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;

  /** What came of an attempt. */
  enum Answer {
    ACCEPTED,
    /** Worth another attempt. */
    UNAVAILABLE,
    /** The receiver will never take it. */
    REFUSED
  }

  private final WebhookSettings settings;
  private final Clock clock;
  private final ExecutorService threads;
  private final HttpClient client;

  Webhook(WebhookSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.threads =
        Executors.newFixedThreadPool(
            1,
            task -> {
              Thread thread = new Thread(task, "harrier-webhook");
              thread.setDaemon(true);
              return thread;
            });
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();
  }

  /** Completes exceptionally if there was no answer, which is worth another attempt. */
  CompletableFuture<Answer> post(CaseNotice notice) {
    byte[] body = CaseNoticeJson.encode(notice);
    long timestamp = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "harrier")
            .header(WebhookSignature.IDEMPOTENCY_HEADER, notice.caseId())
            .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(timestamp))
            .header(
                WebhookSignature.SIGNATURE_HEADER,
                WebhookSignature.of(settings.secret(), timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .thenApply(response -> answer(response.statusCode()));
  }

  private static Answer answer(int status) {
    if (status >= 200 && status < 300) {
      return Answer.ACCEPTED;
    }
    boolean mayPass =
        status >= 500
            || status == REQUEST_TIMEOUT
            || status == TOO_EARLY
            || status == TOO_MANY_REQUESTS;
    return mayPass ? Answer.UNAVAILABLE : Answer.REFUSED;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
