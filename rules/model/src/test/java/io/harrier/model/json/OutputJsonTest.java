package io.harrier.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.ActivityCount;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Channel;
import io.harrier.model.Decision;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.Evidence;
import io.harrier.model.ListEntry;
import io.harrier.model.ListedEntity;
import io.harrier.model.Outcome;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.Severity;
import io.harrier.model.SnapshotMark;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputJsonTest {

  @Test
  void aDecisionSurvivesARoundTrip() {
    Decision decision =
        new Decision(
            "d-1", "t-1", "u-1", Outcome.BLOCK, 90, List.of("a", "b"), "base@1", 1_000, 2_000);

    assertThat(DecisionJson.decode(DecisionJson.encode(decision))).isEqualTo(decision);
  }

  @Test
  void anAlertSurvivesARoundTrip() {
    Evidence evidence =
        new Evidence(
            Map.of("count", 3L, "sum", new BigDecimal("12.50"), "lastCountry", "DE"),
            Map.of("count", 2.0),
            0.75,
            4,
            true);
    Alert alert = alert(evidence);

    assertThat(AlertJson.decode(AlertJson.encode(alert))).isEqualTo(alert);
  }

  @Test
  void anAlertWithoutRiskLeavesItOut() {
    Alert alert = alert(new Evidence(Map.of(), Map.of(), Double.NaN, -1, false));
    byte[] json = AlertJson.encode(alert);

    assertThat(new String(json, UTF_8)).doesNotContain("risk");
    assertThat(AlertJson.decode(json)).isEqualTo(alert);
  }

  @Test
  void anAlertSaysWhichEntriesOfListsDecidedIt() {
    ListedEntity blocked = new ListedEntity(EntityList.BLOCK, EntityKind.DEVICE, "d-1", 5);
    ListedEntity allowed = new ListedEntity(EntityList.ALLOW, EntityKind.IP_PREFIX, "::/16", 6);
    Alert alert =
        alert(new Evidence(Map.of(), Map.of(), Double.NaN, -1, List.of(blocked, allowed), true));

    assertThat(AlertJson.decode(AlertJson.encode(alert))).isEqualTo(alert);
  }

  @Test
  void anEntryOfAListSurvivesARoundTrip() {
    ListEntry expiring =
        new ListEntry(EntityList.BLOCK, EntityKind.DEVICE, "d/1", "stolen", 9, 1, "ann", 2, 3);
    ListEntry bare =
        new ListEntry(EntityList.WATCH, EntityKind.USER, "u", null, ListEntry.NEVER, 1, null, 2, 3);

    assertThat(ListEntryJson.decode(ListEntryJson.encode(expiring))).isEqualTo(expiring);
    assertThat(ListEntryJson.decode(ListEntryJson.encode(bare))).isEqualTo(bare);
    assertThat(new String(ListEntryJson.encode(bare), UTF_8)).doesNotContain("expiresAt");
    assertThat(expiring.key()).isEqualTo("BLOCK/DEVICE/d/1");
    assertThat(expiring.isInForce(8)).isTrue();
    assertThat(expiring.isInForce(9)).isFalse();
  }

  @Test
  void referenceDataSurvivesARoundTrip() {
    RiskScore score = new RiskScore("u-1", 0.5, null, 2, 3, 4);
    SnapshotMark mark = new SnapshotMark("fraud.risk_scores", 7, 8, 9);
    ActivityCount count = new ActivityCount(0, 60_000, "DE", Channel.ATM, "EUR", 3, 400);

    assertThat(RiskScoreJson.decode(RiskScoreJson.encode(score))).isEqualTo(score);
    assertThat(SnapshotMarkJson.decode(SnapshotMarkJson.encode(mark))).isEqualTo(mark);
    assertThat(ActivityCountJson.decode(ActivityCountJson.encode(count))).isEqualTo(count);
  }

  @Test
  void aReleaseSurvivesARoundTrip() {
    byte[] bundle = new byte[100_000];
    bundle[5] = -1;
    PublishedRelease read =
        PublishedReleaseJson.decode(
            PublishedReleaseJson.encode(
                new PublishedRelease(
                    "base@1",
                    ReleaseState.CANARY,
                    5,
                    "abc",
                    bundle,
                    6,
                    20,
                    List.of("a", "b"),
                    "ann",
                    "bob",
                    new byte[] {7, -8})));

    assertThat(read.releaseId()).isEqualTo("base@1");
    assertThat(read.state()).isEqualTo(ReleaseState.CANARY);
    assertThat(read.activeFrom()).isEqualTo(5);
    assertThat(read.bundle()).isEqualTo(bundle);
    assertThat(read.position()).isEqualTo(6);
    assertThat(read.canaryPercent()).isEqualTo(20);
    assertThat(read.disabledRules()).containsExactly("a", "b");
    assertThat(read.author()).isEqualTo("ann");
    assertThat(read.approver()).isEqualTo("bob");
    assertThat(read.signature()).containsExactly(7, -8);
  }

  @Test
  void aReleaseThatSaysNothingOfApprovalAndSignatureIsRead() {
    String json =
        """
        {"releaseId":"base@1","state":"LIVE","activeFrom":5,"contentHash":"abc","bundle":"AQI=",\
        "position":6}""";

    PublishedRelease read = PublishedReleaseJson.decode(json.getBytes(UTF_8));

    assertThat(read.canaryPercent()).isZero();
    assertThat(read.disabledRules()).isEmpty();
    assertThat(read.author()).isNull();
    assertThat(read.approver()).isNull();
    assertThat(read.signature()).isEmpty();
  }

  @Test
  void aQuarantinedRuleIsReadAsWritten() {
    QuarantinedRule rule =
        new QuarantinedRule(
            "base@1", "r", QuarantinedRule.Reason.ALERTS, "on every payment", 999, 500, 3, 7);

    assertThat(QuarantinedRuleJson.decode(QuarantinedRuleJson.encode(rule))).isEqualTo(rule);
  }

  @Test
  void unknownFieldsAreIgnored() {
    String json =
        """
        {"later":{"a":[1]},"userId":"u","score":1,"version":2,"updatedAt":3,"position":4,"more":[{}]}""";

    assertThat(RiskScoreJson.decode(json.getBytes(UTF_8)))
        .isEqualTo(new RiskScore("u", 1, null, 2, 3, 4));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> RiskScoreJson.decode("{\"score\":1}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("risk score")
        .hasMessageContaining("userId");
    assertThatThrownBy(() -> DecisionJson.decode("{\"score\":".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a JSON of a decision");
  }

  private static Alert alert(Evidence evidence) {
    return new Alert(
        "a-1",
        "t-2",
        "u-1",
        "c-1",
        AlertKind.PATTERN,
        "rule",
        "base@1",
        Severity.HIGH,
        40,
        "why \"so\"",
        5,
        6,
        List.of("t-1", "t-2"),
        evidence);
  }
}
