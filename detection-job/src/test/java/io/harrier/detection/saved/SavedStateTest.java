package io.harrier.detection.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.harrier.detection.savepoint.KeptSavepoint;
import io.harrier.detection.state.UserEntry;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.Explanation.FeatureValue;
import io.harrier.engine.evaluate.RememberedUser;
import io.harrier.engine.sequence.OpenSequence;
import io.harrier.engine.session.ClosedSession;
import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the kept savepoint of the first version holds, against the transactions before it. */
@TestInstance(Lifecycle.PER_CLASS)
class SavedStateTest {
  private static final EvaluationSettings SETTINGS = EvaluationSettings.DEFAULT;
  private static final long SESSION_GAP = Duration.ofMinutes(10).toMillis();

  private final KeptSavepoint kept = KeptSavepoint.all().get(0);
  private final SavedState saved = new SavedState(kept.savepoint());
  private final Map<String, List<Transaction>> before = new TreeMap<>();
  private final Map<String, RememberedUser> users = new HashMap<>();
  private Map<String, PublishedRelease> releases;

  @BeforeAll
  void read() throws Exception {
    for (Transaction transaction : kept.before()) {
      before.computeIfAbsent(transaction.userId(), user -> new ArrayList<>()).add(transaction);
    }
    releases = saved.releases();
    try (LoadedRelease release = LoadedRelease.load(releases.get("kept@1").bundle())) {
      for (Map.Entry<String, UserEntry> user : saved.users().entrySet()) {
        users.put(
            user.getKey(),
            RememberedUser.of(
                user.getKey(), user.getValue().state(), release.definition(), SETTINGS));
      }
    }
  }

  @Test
  void everyUserIsRemembered() {
    assertThat(users).containsOnlyKeys(before.keySet());
    users.forEach(
        (userId, user) ->
            assertThat(user.newestEventTime()).as(userId).isEqualTo(newest(userId).eventTime()));
  }

  @Test
  void windowsAreThoseOfTheTransactionsBefore() {
    users.forEach(
        (userId, user) -> {
          List<Transaction> all = before.get(userId);
          boolean isExact = all.size() <= SETTINGS.maxEventsPerUser();
          assertThat(value(user, "payments1h"))
              .as("payments1h of %s", userId)
              .isEqualTo((long) within(all, Duration.ofHours(1)).size());
          assertThat(value(user, "spent2d"))
              .as("spent2d of %s", userId)
              .isEqualTo(
                  BigDecimal.valueOf(
                      within(all, Duration.ofDays(2)).stream()
                          .mapToLong(Transaction::amountMinor)
                          .sum(),
                      2));
          assertThat(user.transactions()).as("rows of %s", userId).isLessThan(isExact ? 257 : 289);
        });
    assertThat(users.keySet())
        .as("users with tiles beyond their rows")
        .anyMatch(userId -> before.get(userId).size() > 320);
  }

  @Test
  void openSessionsAreThoseOfTheTransactionsBefore() {
    users.forEach(
        (userId, user) -> {
          if (user.sessions().isEmpty()) {
            return;
          }
          ClosedSession last = user.sessions().get(user.sessions().size() - 1);
          List<Transaction> session = lastSession(before.get(userId));
          assertThat(last.count()).as("session of %s", userId).isEqualTo(session.size());
          assertThat(last.declined())
              .isEqualTo(
                  session.stream()
                      .filter(each -> each.status() == TransactionStatus.DECLINED)
                      .count());
        });
    assertThat(users.values()).anyMatch(user -> !user.sessions().isEmpty());
  }

  @Test
  void sequencesHaveBegunWithLargePayments() {
    List<OpenSequence> open =
        users.values().stream().flatMap(user -> user.sequences().stream()).toList();
    assertThat(open)
        .extracting(sequence -> sequence.pattern().id())
        .contains("large-then-abroad", "two-merchants", "large-then-silence");
    users.forEach(
        (userId, user) ->
            user.sequences()
                .forEach(
                    sequence ->
                        assertThat(before.get(userId))
                            .anyMatch(
                                each ->
                                    each.eventTime() == sequence.startedAt()
                                        && each.amountMinor() > 80_000)));
  }

  @Test
  void referenceDataAndQuarantineAreThere() throws IOException {
    assertThat(releases).containsOnlyKeys("kept@1", "kept@2");
    assertThat(saved.riskScores().values())
        .extracting(RiskScore::userId)
        .containsExactlyInAnyOrder("user-0", "user-1", "user-2", "user-3", "user-4", "user-5");
    assertThat(saved.entityLists().values())
        .extracting(ListEntry::value)
        .containsExactlyInAnyOrder("d1", "d2");
    assertThat(saved.quarantinedRules())
        .isNotEmpty()
        .extracting(QuarantinedRule::releaseId, QuarantinedRule::ruleId)
        .containsOnly(tuple("kept@1", "even"));
  }

  @Test
  void aUserIsFoundAlone() throws IOException {
    assertThat(saved.user("user-3").orElseThrow().newestEventTime())
        .isEqualTo(newest("user-3").eventTime());
    assertThat(saved.user("nobody")).isEmpty();
  }

  @Test
  void whatIsNoSavepointIsRefused(@TempDir Path empty) {
    assertThatThrownBy(() -> new SavedState(empty).users()).isInstanceOf(IOException.class);
  }

  private Transaction newest(String userId) {
    return before.get(userId).stream()
        .max(Comparator.comparingLong(Transaction::eventTime))
        .orElseThrow();
  }

  private static Object value(RememberedUser user, String feature) {
    return user.features().stream()
        .filter(each -> each.name().equals(feature))
        .map(FeatureValue::value)
        .collect(Collectors.toList())
        .get(0);
  }

  private static List<Transaction> within(List<Transaction> all, Duration window) {
    long newest = all.stream().mapToLong(Transaction::eventTime).max().orElseThrow();
    return all.stream().filter(each -> each.eventTime() > newest - window.toMillis()).toList();
  }

  private static List<Transaction> lastSession(List<Transaction> all) {
    List<Transaction> newestFirst =
        all.stream().sorted(Comparator.comparingLong(Transaction::eventTime).reversed()).toList();
    List<Transaction> session = new ArrayList<>();
    long begin = newestFirst.get(0).eventTime();
    for (Transaction each : newestFirst) {
      if (each.eventTime() < begin - SESSION_GAP) {
        break;
      }
      session.add(each);
      begin = each.eventTime();
    }
    return session;
  }
}
