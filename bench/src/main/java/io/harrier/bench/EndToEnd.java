package io.harrier.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures the whole platform on this machine: from a transaction's way into Kafka to a reader that
 * has its decision, or its committed alert. Runs the demo at each rate and prints what its second
 * half came to, when everything is warm; the simulator, the servers and the reader run beside.
 */
public final class EndToEnd {
  private static final String DURATION = "120s";
  private static final List<String> RATES = List.of("2000", "25000");

  private EndToEnd() {}

  /**
   * @param args how long each run lasts, then the transactions a second of each
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String duration = args.length > 0 ? args[0] : DURATION;
    List<String> rates = args.length > 1 ? List.of(args).subList(1, args.length) : RATES;
    System.out.printf(
        Locale.ROOT,
        "%s %s, %d processors, Java %s, %s each%n",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        duration);
    System.out.println("  sent/s  decided/s  decisions p50      p99   alerts p50      p99   lost");
    for (String rate : rates) {
      print(rate, run(duration, rate));
    }
  }

  private static JsonNode run(String duration, String rate)
      throws IOException, InterruptedException {
    Process demo =
        new ProcessBuilder(
                Path.of("harrier").toAbsolutePath().toString(),
                "demo",
                "--json",
                "--duration",
                duration,
                "--rate",
                rate)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    JsonNode report = new ObjectMapper().readTree(demo.getInputStream());
    demo.waitFor();
    if (report.isMissingNode()) {
      throw new IOException(
          "the demo at " + rate + " transactions a second gave no report: run it by itself");
    }
    return report;
  }

  private static void print(String rate, JsonNode report) {
    JsonNode half = report.get("secondHalf");
    JsonNode decisions = half.get("decisionLatencyMillis");
    JsonNode alerts = half.get("alertLatencyMillis");
    System.out.printf(
        Locale.ROOT,
        "%8s  %9.0f  %10.0f ms  %6.0f  %8.0f ms  %6.0f  %5d%n",
        rate,
        half.get("decisionsPerSecond").asDouble(),
        decisions.get("p50").asDouble(),
        decisions.get("p99").asDouble(),
        alerts.get("p50").asDouble(),
        alerts.get("p99").asDouble(),
        report.get("reconciliation").get("lost").get("count").asLong());
  }
}
