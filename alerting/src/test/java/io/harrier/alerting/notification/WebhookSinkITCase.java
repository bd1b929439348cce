package io.harrier.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.harrier.model.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real HTTP server that answers as it is told. */
@SuppressWarnings("try") // the harness declares close() throws Exception
class WebhookSinkITCase {
  private static final String SECRET = "shared secret";

  private record Request(
      String path, String key, String timestamp, String signature, String body) {}

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ArrayDeque<>();
  private volatile int usualAnswer = 204;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("Harrier-Timestamp"),
            exchange.getRequestHeaders().getFirst("Harrier-Signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Integer told = answers.poll();
    exchange.sendResponseHeaders(told == null ? usualAnswer : told, -1);
    exchange.close();
  }

  private WebhookSink sink(Duration giveUpAfter) {
    return new WebhookSink(
        new WebhookSettings(
            URI.create("http://localhost:" + server.getAddress().getPort() + "/hook"),
            SECRET,
            Duration.ofSeconds(5),
            giveUpAfter,
            100),
        Clock.systemUTC());
  }

  private static CaseNotice notice(String caseId) {
    return new CaseNotice(caseId, "u1", Severity.HIGH, 70, 1, "a1", "r1", "why", 1000, 2000);
  }

  private void deliver(Duration giveUpAfter, CaseNotice... notices) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    environment
        .fromData(List.of(notices), TypeInformation.of(CaseNotice.class))
        .sinkTo(sink(giveUpAfter));
    environment.execute();
  }

  private OneInputStreamOperatorTestHarness<CaseNotice, ?> harness() throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new SinkWriterOperatorFactory<>(sink(Duration.ofHours(1))));
  }

  @Test
  void postsASignedNotice() throws Exception {
    deliver(Duration.ofMinutes(1), notice("c1"));

    assertThat(requests).hasSize(1);
    Request request = requests.get(0);
    assertThat(request.path()).isEqualTo("/hook");
    assertThat(request.key()).isEqualTo("c1");
    assertThat(request.body()).contains("\"caseId\":\"c1\"").contains("\"severity\":\"HIGH\"");
    assertThat(request.signature())
        .isEqualTo(
            WebhookSignature.of(
                SECRET,
                Long.parseLong(request.timestamp()),
                request.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void retriesUntilTheReceiverIsAvailable() throws Exception {
    answers.addAll(List.of(503, 429));

    deliver(Duration.ofMinutes(1), notice("c1"));

    assertThat(requests).extracting(Request::key).containsExactly("c1", "c1", "c1");
  }

  @Test
  void givesUpWhatIsRefused() throws Exception {
    answers.add(400);

    deliver(Duration.ofMinutes(1), notice("c1"));

    assertThat(requests).hasSize(1);
  }

  @Test
  void givesUpWhenTimeIsOver() throws Exception {
    usualAnswer = 503;

    deliver(Duration.ofMillis(1), notice("c1"));

    assertThat(requests).hasSizeBetween(1, 2);
  }

  @Test
  void anUndeliveredNoticeSurvivesACrash() throws Exception {
    usualAnswer = 503;
    OperatorSubtaskState snapshot;
    try (var harness = harness()) {
      harness.open();
      harness.processElement(notice("c1"), 0);
      await().until(() -> requests.size() == 1);
      snapshot = harness.snapshot(1, 1);
    }
    usualAnswer = 204;
    try (var harness = harness()) {
      harness.initializeState(snapshot);
      harness.open();
      await().until(() -> requests.size() == 2);
    }

    assertThat(requests).extracting(Request::key).containsExactly("c1", "c1");
  }
}
