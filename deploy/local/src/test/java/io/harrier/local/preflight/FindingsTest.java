package io.harrier.local.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.local.health.JobRun;
import io.harrier.local.preflight.Finding.Level;
import io.harrier.local.preflight.Replication.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What each check says of what it may meet; that it meets it is tested on real servers. */
class FindingsTest {
  private static final Duration PAUSE = Duration.ofHours(1);

  @Test
  void aTransactionMayNotBeOpenForLongerThanTheBrokerAllows() {
    assertThat(BrokerFindings.transactionTimeout(PAUSE, PAUSE).level()).isEqualTo(Level.OK);
    assertFinding(
        BrokerFindings.transactionTimeout(PAUSE, PAUSE.minusMillis(1)),
        Level.PROBLEM,
        "it will not start");
  }

  @Test
  void namesOfTransactionsAreKeptForADay() {
    assertThat(BrokerFindings.idExpiration(Duration.ofDays(1)).level()).isEqualTo(Level.OK);
    assertFinding(
        BrokerFindings.idExpiration(Duration.ofHours(23)), Level.WARNING, "restarts the job");
  }

  @Test
  void theBrokerKeepsLateRequestsOutOfTheNextTransaction() {
    assertThat(BrokerFindings.transactionVersion(Optional.of((short) 2)).level())
        .isEqualTo(Level.OK);
    assertFinding(
        BrokerFindings.transactionVersion(Optional.of((short) 1)),
        Level.WARNING,
        "--feature transaction.version=2");
    assertFinding(BrokerFindings.transactionVersion(Optional.empty()), Level.WARNING, "not known");
  }

  @Test
  void someVersionsForgetTheEndOfATransaction() {
    assertThat(BrokerFindings.forgottenEnds(Optional.of((short) 29)).level()).isEqualTo(Level.OK);
    assertThat(BrokerFindings.forgottenEnds(Optional.empty()).level()).isEqualTo(Level.OK);
    assertFinding(
        BrokerFindings.forgottenEnds(Optional.of((short) 30)),
        Level.WARNING,
        "(KAFKA-20734), and readers of alerts stand still; use 4.2.1 or earlier");
  }

  @Test
  void fewBrokersAreForTrials() {
    assertThat(BrokerFindings.brokers(3).level()).isEqualTo(Level.OK);
    assertThat(BrokerFindings.brokers(1).level()).isEqualTo(Level.WARNING);
  }

  @Test
  void aSoundTopicIsOneLine() {
    assertThat(TopicFindings.of(topic("transactions", 3), 3, PAUSE))
        .containsExactly(Finding.ok("kafka topic transactions", "kept, 8 partitions, 3 copies"));
    assertThat(
            TopicFindings.of(
                new TopicLayout(
                    "reference.releases",
                    true,
                    1,
                    1,
                    Map.of(
                        "cleanup.policy", "compact",
                        "delete.retention.ms", "3600000",
                        "min.insync.replicas", "1")),
                1,
                PAUSE))
        .containsExactly(
            Finding.ok("kafka topic reference.releases", "compacted, 1 partition, 1 copy"));
  }

  @Test
  void whatAJobHasNotReadIsKeptForAsLongAsItMayBeAway() {
    assertTopic("transactions", "retention.ms", "3599999", Level.PROBLEM, "has not read");
    assertTopic("alerts", "retention.ms", "3599999", Level.PROBLEM, "has not read");
    assertTopic("alerts", "retention.ms", "3600000", Level.WARNING, "reconciled");
    assertTopic("transactions", "retention.bytes", "1000", Level.WARNING, "a burst");
    assertThat(TopicFindings.of(topic("decisions", 3, "retention.ms", "1"), 3, PAUSE))
        .extracting(Finding::level)
        .containsExactly(Level.OK);
  }

  @Test
  void aLogIsNotCompactedAndATableIs() {
    assertTopic("alerts", "cleanup.policy", "compact,delete", Level.PROBLEM, "newest record");
    TopicLayout table =
        new TopicLayout(
            "reference.releases",
            true,
            2,
            1,
            Map.of("cleanup.policy", "delete", "delete.retention.ms", "3599999"));

    assertThat(TopicFindings.of(table, 1, PAUSE))
        .extracting(Finding::level)
        .containsExactly(Level.PROBLEM, Level.PROBLEM, Level.WARNING);
  }

  @Test
  void copiesAreEnough() {
    assertFindings(TopicFindings.of(topic("decisions", 1), 3, PAUSE), "has one copy", "2 of 1");
    assertTopic("decisions", "min.insync.replicas", "1", Level.PROBLEM, "set it to 2");
    assertTopic("decisions", "min.insync.replicas", "3", Level.WARNING, "while one broker is away");
    assertTopic("decisions", "min.insync.replicas", "4", Level.PROBLEM, "nothing can be written");
    assertTopic(
        "decisions", "unclean.leader.election.enable", "true", Level.PROBLEM, "set it to false");
  }

  @Test
  void aJobRunsOnce() {
    JobRun run = new JobRun("j", "RUNNING", true, Instant.EPOCH, List.of());

    assertThat(JobPreflight.once("a", List.of(run)).level()).isEqualTo(Level.OK);
    assertThat(JobPreflight.once("a", List.of()).level()).isEqualTo(Level.OK);
    assertFinding(
        JobPreflight.once("a", List.of(run, run)), Level.PROBLEM, "--transactional-id-prefix");
  }

  @Test
  void settingsOfPostgres() {
    assertThat(PostgresSettings.check(settings("max_slot_wal_keep_size", "2048")))
        .extracting(Finding::level)
        .containsOnly(Level.OK);
    assertSetting("wal_level", "replica", Level.PROBLEM, "cannot be captured");
    assertSetting("fsync", "off", Level.PROBLEM, "set fsync = on");
    assertSetting("full_page_writes", "off", Level.PROBLEM, "half written");
    assertSetting("synchronous_commit", "off", Level.PROBLEM, "synchronous_commit = on");
    assertSetting("max_slot_wal_keep_size", "-1", Level.WARNING, "fills the disk");
    assertSetting("max_slot_wal_keep_size", "255", Level.PROBLEM, "loses its slot");
    assertSetting("max_slot_wal_keep_size", "256", Level.WARNING, "max_wal_size of 512 MB");
    assertSetting("idle_replication_slot_timeout", "3600", Level.PROBLEM, "3600 s");
  }

  @Test
  void olderVersionsKnowNoIdleSlots() {
    Map<String, String> values = settings("max_slot_wal_keep_size", "2048");
    values.remove("idle_replication_slot_timeout");

    assertThat(PostgresSettings.check(values)).hasSize(5);
  }

  @Test
  void slotsThatNobodyReads() {
    assertSlot(new Slot("harrier_reference", true, "reserved", 0), null, "");
    assertSlot(
        new Slot("harrier_reference", false, "extended", 7 << 20),
        Level.WARNING,
        "holds 7 MB of WAL, and nobody reads it: start what captures");
    assertSlot(
        new Slot("old", false, "reserved", 0), Level.WARNING, "drop it if nobody comes back");
    assertSlot(new Slot("old", false, "unreserved", 0), Level.PROBLEM, "at the next checkpoint");
    assertSlot(new Slot("old", false, "lost", 0), Level.PROBLEM, "pg_drop_replication_slot('old')");
    assertSlot(
        new Slot("harrier_reference", false, "lost", 0), Level.PROBLEM, "reads the tables anew");
  }

  @Test
  void aSlotAndASenderAreLeftForCapture() {
    Slot other = new Slot("other", true, "reserved", 0);
    Slot own = new Slot("harrier_reference", true, "reserved", 0);

    assertFindings(replication(1, 1, List.of(other)).check(), "none is left", "cannot connect");
    assertThat(replication(2, 2, List.of(other, own)).check())
        .extracting(Finding::level)
        .containsOnly(Level.OK);
  }

  @Test
  void heartbeats() {
    Slot own = new Slot("harrier_reference", true, "reserved", 0);
    assertFindings(
        new Replication(9, 9, 1, List.of(own), List.of(), true, OptionalLong.of(61)).check(),
        "61 s ago");
    assertFindings(
        new Replication(9, 9, 1, List.of(own), List.of(), true, OptionalLong.empty()).check(),
        "none yet");
    assertFindings(
        new Replication(9, 9, 1, List.of(own), List.of(), false, OptionalLong.of(1)).check(),
        "not in the publication");
    assertFindings(
        new Replication(9, 9, 0, List.of(), List.of("fraud.releases"), true, OptionalLong.empty())
            .check(),
        "not full of fraud.releases");
  }

  private static Replication replication(int slots, int senders, List<Slot> used) {
    return new Replication(slots, senders, used.size(), used, List.of(), true, OptionalLong.of(1));
  }

  private static void assertSlot(Slot slot, Level level, String detail) {
    List<Finding> findings =
        new Replication(9, 9, 1, List.of(slot), List.of(), true, OptionalLong.of(1))
            .check().stream()
                .filter(finding -> finding.check().equals("postgres slot " + slot.name()))
                .toList();
    if (level == null) {
      assertThat(findings).isEmpty();
    } else {
      assertFinding(findings.get(0), level, detail);
    }
  }

  private static void assertSetting(String name, String value, Level level, String detail) {
    assertThat(PostgresSettings.check(settings(name, value)))
        .filteredOn(finding -> finding.check().equals("postgres " + name))
        .singleElement()
        .satisfies(finding -> assertFinding(finding, level, detail));
  }

  private static Map<String, String> settings(String name, String value) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "wal_level", "logical",
                "fsync", "on",
                "full_page_writes", "on",
                "synchronous_commit", "on",
                "max_wal_size", "512",
                "max_slot_wal_keep_size", "2048",
                "idle_replication_slot_timeout", "0"));
    values.put(name, value);
    return values;
  }

  private static TopicLayout topic(String name, int copies, String... setting) {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "cleanup.policy", "delete",
                "retention.ms", name.equals("alerts") ? "-1" : "3600000",
                "retention.bytes", "-1",
                "min.insync.replicas", "2",
                "unclean.leader.election.enable", "false"));
    if (setting.length > 0) {
      config.put(setting[0], setting[1]);
    }
    return new TopicLayout(name, false, 8, copies, config);
  }

  private static void assertTopic(
      String name, String setting, String value, Level level, String detail) {
    assertThat(TopicFindings.of(topic(name, 3, setting, value), 3, PAUSE))
        .singleElement()
        .satisfies(finding -> assertFinding(finding, level, detail));
  }

  /** All that are not OK, in order. */
  private static void assertFindings(List<Finding> findings, String... details) {
    List<Finding> bad = findings.stream().filter(finding -> finding.level() != Level.OK).toList();
    assertThat(bad).hasSameSizeAs(details);
    for (int i = 0; i < details.length; i++) {
      assertThat(bad.get(i).detail()).contains(details[i]);
    }
  }

  private static void assertFinding(Finding finding, Level level, String detail) {
    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.detail()).contains(detail);
  }
}
