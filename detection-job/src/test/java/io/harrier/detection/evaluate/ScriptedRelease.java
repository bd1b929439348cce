package io.harrier.detection.evaluate;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.evaluate.UserState;
import io.harrier.engine.lists.ListLookup;
import io.harrier.engine.rule.CostSamples;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.engine.sequence.OpenMatchCounts;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Decision;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.Evidence;
import io.harrier.model.Outcome;
import io.harrier.model.RiskScore;
import io.harrier.model.Severity;
import io.harrier.model.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Releases whose behaviour is written in the transactions: an id that starts with {@code duplicate}
 * is one, one that starts with {@code late} is a second late, one that starts with {@code absence}
 * opens a wait of ten seconds that ends in an alert, and an amount of 1000 and more is an alert. A
 * user with a risk score of 0.5 and more is blocked. The first time that an id of {@code crash} is
 * evaluated after {@link #armCrash}, it fails. From an id that starts with {@code dear} on, the
 * rule costs a millisecond, from one that starts with {@code failing} on, it has failed. A bundle
 * that reads {@code broken} cannot be loaded.
 */
public final class ScriptedRelease implements ReleaseLoader {
  private static final long serialVersionUID = 1L;

  static final long ABSENCE_MILLIS = 10_000;
  static final String RULE = "scripted";
  static final int DEAR_NANOS = 1_000_000;

  private static final AtomicBoolean CRASH = new AtomicBoolean();

  /** The next transaction {@code crash} in this JVM fails its task, once. */
  public static void armCrash() {
    CRASH.set(true);
  }

  @Override
  public Loaded load(byte[] bundle) throws InvalidBundleException {
    if (new String(bundle, StandardCharsets.UTF_8).equals("broken")) {
      throw new InvalidBundleException("as the script says", null);
    }
    return new Loaded() {
      @Override
      public TransactionEvaluator newEvaluator(String releaseId, EvaluationSettings settings) {
        return new Evaluator(releaseId, settings);
      }

      @Override
      public TransactionEvaluator newShadow(String releaseId, EvaluationSettings settings) {
        return new Evaluator(releaseId, settings);
      }

      @Override
      public void close() {}
    };
  }

  private static final class Evaluator implements TransactionEvaluator {
    private final String releaseId;
    private final EvaluationSettings settings;
    private final IdentityHashMap<UserState, Transaction> waiting = new IdentityHashMap<>();
    private long evaluations;
    private int nanos = 100;
    private Throwable failure;
    private boolean off;

    Evaluator(String releaseId, EvaluationSettings settings) {
      this.releaseId = releaseId;
      this.settings = settings;
    }

    @Override
    public Evaluation evaluate(
        UserState state, Transaction transaction, RiskScore risk, ListLookup lists, long now) {
      String id = transaction.transactionId();
      evaluations++;
      if (releaseId.startsWith("failing")) {
        throw new IllegalStateException("as the script says");
      }
      if (id.startsWith("dear")) {
        nanos = DEAR_NANOS;
      } else if (id.startsWith("failing")) {
        failure = new IllegalStateException("as the script says");
      }
      if (id.equals("crash") && CRASH.getAndSet(false)) {
        throw new IllegalStateException("as the script says");
      }
      if (id.startsWith("duplicate")) {
        return new Evaluation.Duplicate();
      }
      if (id.startsWith("late") && settings.lateStrategy() != LateStrategy.EVALUATE) {
        return new Evaluation.Late(1000);
      }
      if (id.startsWith("absence")) {
        waiting.put(state, transaction);
      }
      List<Alert> alerts =
          transaction.amountMinor() >= 1000 && !off
              ? List.of(alert(transaction, AlertKind.RULE, transaction.eventTime(), now))
              : List.of();
      return new Evaluation.Decided(
          new Decision(
              "d-" + id,
              id,
              transaction.userId(),
              (risk != null && risk.score() >= 0.5) || isBlocked(transaction, lists)
                  ? Outcome.BLOCK
                  : Outcome.ALLOW,
              0,
              List.of(),
              releaseId,
              transaction.eventTime(),
              now),
          alerts);
    }

    private static boolean isBlocked(Transaction transaction, ListLookup lists) {
      return lists.find(
              EntityList.BLOCK, EntityKind.DEVICE, transaction.deviceId(), transaction.eventTime())
          != null;
    }

    @Override
    public List<Alert> advance(
        UserState state, String userId, RiskScore risk, long time, long now) {
      Transaction waited = waiting.get(state);
      if (waited == null || time < waited.eventTime() + ABSENCE_MILLIS) {
        return List.of();
      }
      waiting.remove(state);
      return List.of(alert(waited, AlertKind.PATTERN, time, now));
    }

    @Override
    public long nextDeadline(UserState state) {
      Transaction waited = waiting.get(state);
      return waited == null ? Long.MAX_VALUE : waited.eventTime() + ABSENCE_MILLIS;
    }

    private Alert alert(Transaction transaction, AlertKind kind, long time, long now) {
      return new Alert(
          "a-" + transaction.transactionId(),
          transaction.transactionId(),
          transaction.userId(),
          "c-" + transaction.userId(),
          kind,
          RULE,
          releaseId,
          Severity.HIGH,
          50,
          "as the script says",
          time,
          now,
          List.of(transaction.transactionId()),
          new Evidence(Map.of(), Map.of(), Double.NaN, -1, true));
    }

    @Override
    public void switchOff(Set<String> ids) {
      off = ids.contains(RULE);
    }

    @Override
    public void countOpenMatches(OpenMatchCounts counts) {}

    @Override
    public Map<String, Long> openMatches() {
      return Map.of();
    }

    @Override
    public List<RuleProfile> ruleProfiles() {
      return List.of(
          new RuleProfile(
              RULE,
              true,
              evaluations,
              0,
              RuleProfile.NEVER,
              evaluations * CostSamples.KEPT,
              nanos));
    }

    @Override
    public Map<String, Throwable> ruleFailures() {
      return failure == null ? Map.of() : Map.of(RULE, failure);
    }

    @Override
    public int profiled() {
      return (int) evaluations;
    }

    @Override
    public void close() {}
  }
}
