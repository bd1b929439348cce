package io.harrier.local.health;

import io.harrier.detection.DetectionJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the detection job decides, puts aside, and has lost. Counts are since it was started. */
final class DetectionProbe {
  static final String NAME = "detection";

  private static final Pattern WANTED =
      Pattern.compile(
          "Evaluate_transactions\\.(?:outcome\\.[A-Z]+\\.decisions|strategy\\.[A-Z_]+\\.late"
              + "|duplicates|ready|held|releaseLoadFailures|releasesRefused"
              + "|unreadableReferenceRecords|newestEventTime|currentOutputWatermark)"
              + "|Separate_rejected\\.reason\\.[A-Z_]+\\.rejected"
              + "|.*\\.(?:lostTransactions|refusedCommits|failedCommittables)");

  /** Beyond what an event time may be ahead of the clock. */
  private static final Duration FAR_BEHIND = Duration.ofMinutes(10);

  /** Event time that is further behind the clock is replayed, at a pace of its own. */
  private static final Duration REPLAYED = Duration.ofHours(1);

  /** Shares of few transactions mean nothing. */
  private static final long FEW = 100;

  private static final double MANY_REJECTED = 0.2;
  private static final double MANY_LATE = 0.05;

  private final JobFigures figures;
  private final Instant now;
  private final List<String> warnings = new ArrayList<>();

  private DetectionProbe(JobFigures figures, Instant now) {
    this.figures = figures;
    this.now = now;
  }

  static PartHealth ask(String url) throws IOException, InterruptedException {
    return JobFigures.judge(
        NAME, url, DetectionJob.NAME, WANTED, figures -> health(figures, Instant.now()));
  }

  static PartHealth health(JobFigures figures, Instant now) {
    return new DetectionProbe(figures, now).health();
  }

  private PartHealth health() {
    long decided = figures.sum("decisions");
    long rejected = figures.sum("rejected");
    long late = figures.sum("late");
    OptionalLong watermarkLag = watermarkLag();
    commits();
    share(rejected, decided + rejected, MANY_REJECTED, "rejected", "transactions.rejected");
    share(late, decided + late, MANY_LATE, "late", "transactions.late");
    releases();
    if (watermarkLag.orElse(0) > FAR_BEHIND.toMillis() && isLive()) {
      warnings.add(
          "the watermark is %d s behind the newest transaction: sessions and absences wait; a partition is behind, or a producer's clock is ahead"
              .formatted(watermarkLag.getAsLong() / 1_000));
    }
    Map<String, Object> measured = new LinkedHashMap<>();
    for (String count :
        List.of(
            "decisions",
            "rejected",
            "late",
            "duplicates",
            "held",
            "lostTransactions",
            "refusedCommits",
            "failedCommittables")) {
      measured.put(count, figures.sum(count));
    }
    watermarkLag.ifPresent(lag -> measured.put("watermarkLagMillis", lag));
    // A task may find that it is ready when the first transaction asks it to be.
    boolean ready = figures.sum("held") == 0 || figures.min("ready").orElse(1) > 0;
    String detail =
        String.format(
            Locale.ROOT,
            "%,d decided, %,d rejected, %,d late%s",
            decided,
            rejected,
            late,
            watermarkLag.isPresent()
                ? String.format(
                    Locale.ROOT, ", watermark %.1f s behind", watermarkLag.getAsLong() / 1_000.0)
                : "");
    return new PartHealth(
        NAME,
        ready,
        ready
            ? detail
            : "waits for reference data, and holds %d transactions: ".formatted(figures.sum("held"))
                + detail,
        warnings,
        measured);
  }

  private void commits() {
    if (figures.sum("lostTransactions") > 0) {
      warnings.add(
          "%d Kafka transactions were lost, which --lost-transactions=accept accepts: ./harrier reconcile"
              .formatted(figures.sum("lostTransactions")));
    }
    // What is refused after a restart is proven to be written, or counts as lost.
    long failed = figures.sum("failedCommittables");
    if (failed > 0) {
      warnings.add(
          "Kafka has not taken %d commits: the log says of each whether anything was lost"
              .formatted(failed));
    }
  }

  private void releases() {
    if (figures.sum("releaseLoadFailures") > 0) {
      warnings.add("a release cannot be loaded, and the one before it decides: see the log");
    }
    if (figures.sum("releasesRefused") > 0) {
      warnings.add(
          "a release is refused, because no key that the job knows has signed it: ./harrier audit verify");
    }
    if (figures.sum("unreadableReferenceRecords") > 0) {
      warnings.add("a record of the reference data cannot be read: see the log");
    }
  }

  private void share(long some, long all, double many, String what, String topic) {
    if (all >= FEW && some > many * all) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%.0f %% of %,d transactions are %s: look at the topic %s",
              100.0 * some / all,
              all,
              what,
              topic));
    }
  }

  private boolean isLive() {
    long newest = figures.max("newestEventTime").orElse(0);
    return newest > now.minus(REPLAYED).toEpochMilli();
  }

  /**
   * In event time; empty before the first transaction. By the watermark that goes out: the one that
   * comes in is, to Flink's metrics, the least of all inputs', and that of reference data never
   * moves.
   */
  private OptionalLong watermarkLag() {
    OptionalLong newest = figures.max("newestEventTime");
    OptionalLong watermark = figures.min("currentOutputWatermark");
    return newest.orElse(-1) < 0 || watermark.orElse(-1) < 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, newest.getAsLong() - watermark.getAsLong()));
  }
}
