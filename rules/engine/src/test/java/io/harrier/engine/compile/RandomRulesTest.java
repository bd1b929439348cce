package io.harrier.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.ExpressionPrinter;
import io.harrier.engine.expression.Interpreter;
import io.harrier.engine.expression.RandomExpressions;
import io.harrier.engine.lists.EntityLists;
import io.harrier.engine.lists.ListLookup;
import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.release.Aggregate;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.release.Thresholds;
import io.harrier.engine.release.Window;
import io.harrier.engine.rule.FiredAlert;
import io.harrier.engine.rule.RuleSession;
import io.harrier.engine.rule.RuleTrace;
import io.harrier.engine.rule.RuleTracer;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import io.harrier.model.RiskScore;
import io.harrier.model.Severity;
import io.harrier.model.Transaction;
import io.harrier.model.chance.Draw;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random rules on random transactions, compared with a plain interpreter of conditions. */
class RandomRulesTest {
  private static final int RULES = 300;
  private static final int TRANSACTIONS = 5_000;
  private static final long SEED = 20_261_122L;

  /** Some of them absent now and then. */
  private static final List<String> INDEXED =
      List.of(
          "Transaction.amount",
          "Activity.payments",
          "Activity.spent",
          "Activity.sinceLast",
          "Risk.score",
          "Risk.version");

  private static final List<ListEntry> LISTED =
      List.of(
          listed(EntityList.BLOCK, EntityKind.DEVICE, "m1"),
          listed(EntityList.BLOCK, EntityKind.MERCHANT, "m1"),
          listed(EntityList.WATCH, EntityKind.DEVICE, "d1"),
          listed(EntityList.ALLOW, EntityKind.MERCHANT, "m2"));

  private final Random random = new Random(SEED);

  @Test
  void compiledRulesMeanWhatTheyWereParsedTo() throws InvalidBundleException {
    ReleaseDefinition release = release();
    byte[] bundle = new ReleaseCompiler().compile(release).bundle();
    int fired = 0;
    try (LoadedRelease loaded = LoadedRelease.load(bundle);
        RuleSession session = loaded.newRuleSession()) {
      assertThat(loaded.definition()).isEqualTo(release);
      FeatureValues features = new FeatureValues(release.features().size());
      ListedValues listed = new ListedValues();
      ListLookup lists = EntityLists.of(LISTED);
      RuleTracer tracer = new RuleTracer(release);
      for (int i = 0; i < TRANSACTIONS; i++) {
        Transaction transaction = transaction(i);
        fill(features);
        RiskScore risk = random.nextInt(3) == 0 ? null : risk();
        listed.set(lists, transaction);
        Interpreter oracle = new Interpreter(values(transaction, features, risk));
        List<String> expected =
            release.rules().stream()
                .filter(rule -> oracle.holds(rule.condition()))
                .map(RuleDefinition::id)
                .toList();
        assertThat(tracer.trace(transaction, features, risk, listed))
            .filteredOn(RuleTrace::fired)
            .extracting(trace -> trace.rule().id())
            .isEqualTo(expected);
        List<String> raised =
            session.evaluate(transaction, features, risk, listed).alerts().stream()
                .map(FiredAlert::ruleId)
                .toList();
        assertThat(raised)
            .as(() -> differences(release, expected, transaction, risk))
            .isEqualTo(expected);
        fired += raised.size();
      }
    }
    assertThat(fired).isBetween(TRANSACTIONS, RULES * TRANSACTIONS - TRANSACTIONS);
  }

  private static String differences(
      ReleaseDefinition release, List<String> expected, Transaction transaction, RiskScore risk) {
    StringBuilder text = new StringBuilder(transaction + " " + risk + "\n");
    release
        .rules()
        .forEach(
            rule ->
                text.append(rule.id())
                    .append(expected.contains(rule.id()) ? " true  " : " false ")
                    .append(ExpressionPrinter.print(rule.condition()))
                    .append('\n'));
    return text.toString();
  }

  private ReleaseDefinition release() {
    List<RuleDefinition> rules = new ArrayList<>();
    for (int i = 0; i < RULES; i++) {
      Expression condition = i < RULES / 2 ? RandomExpressions.expression(random) : indexed(i);
      rules.add(
          new RuleDefinition(
              "rule-" + i,
              "Rule " + i,
              "",
              Scope.TRANSACTION,
              Severity.LOW,
              condition,
              List.of(new RaiseAlert(1, "x")),
              "random.drl",
              i + 1));
    }
    return new ReleaseDefinition(
        "random", "", Thresholds.DEFAULT, 60_000, features(), rules, List.of());
  }

  /** Enough of one kind that Drools indexes them, boundaries and other scales included. */
  private static Expression indexed(int number) {
    String name = INDEXED.get(number % INDEXED.size());
    Property property =
        new Property(name.substring(0, name.indexOf('.')), name.substring(name.indexOf('.') + 1));
    int step = number / INDEXED.size();
    List<Operator> operators =
        List.of(
            Operator.LESS,
            Operator.LESS_OR_EQUAL,
            Operator.GREATER,
            Operator.GREATER_OR_EQUAL,
            Operator.EQUAL,
            Operator.NOT_EQUAL);
    BigDecimal limit =
        switch (name) {
          case "Risk.score" -> BigDecimal.valueOf(step % 11, 1);
          case "Transaction.amount", "Activity.spent" ->
              BigDecimal.valueOf(step * 100L, step % 2 == 0 ? 1 : 2);
          default -> BigDecimal.valueOf(step * 10L - 10);
        };
    return new Comparison(
        property, operators.get(step % operators.size()), new NumberLiteral(limit));
  }

  private static List<FeatureDefinition> features() {
    return List.of(
        feature("payments", Aggregate.COUNT, Optional.empty()),
        feature("spent", Aggregate.SUM, Optional.of(TransactionField.AMOUNT)),
        feature("lastCountry", Aggregate.LAST, Optional.of(TransactionField.COUNTRY)),
        feature("sinceLast", Aggregate.ELAPSED, Optional.empty()));
  }

  private static FeatureDefinition feature(
      String name, Aggregate aggregate, Optional<TransactionField> of) {
    return new FeatureDefinition(
        name, aggregate, of, Optional.empty(), List.of(), new Window.Sliding(60_000));
  }

  private Transaction transaction(int number) {
    Transaction.Builder transaction =
        Transaction.builder("m" + number, "user", random.nextLong(4_000_000_000_000L))
            .amount(
                random.nextBoolean() ? random.nextInt(40_000) : random.nextInt(100) * 50L,
                Draw.oneOf(random, "EUR", "JPY", "KWD"));
    if (random.nextBoolean()) {
      transaction.merchantId(text());
    }
    if (random.nextBoolean()) {
      transaction.deviceId(text());
    }
    if (random.nextBoolean()) {
      transaction.location(random.nextInt(-900, 900) / 10.0, 0);
    }
    return transaction.build();
  }

  private void fill(FeatureValues features) {
    features.set(0, (long) random.nextInt(-3, 300), 0);
    features.set(
        1, random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(30_000), 2), 0);
    features.set(2, random.nextInt(3) == 0 ? null : text(), 0);
    features.set(3, random.nextInt(3) == 0 ? null : (long) random.nextInt(300), 0);
    features.setWarm(random.nextBoolean());
  }

  private static ListEntry listed(EntityList list, EntityKind kind, String value) {
    return new ListEntry(list, kind, value, null, ListEntry.NEVER, 1, null, 0, 0);
  }

  private RiskScore risk() {
    return new RiskScore(
        "user",
        random.nextInt(101) / 100.0,
        random.nextBoolean() ? null : text(),
        random.nextInt(300),
        0,
        0);
  }

  private String text() {
    return Draw.oneOf(random, "m1", "m2", "d1", "FR", "m", "with \"quotes\"", "back\\slash", "é");
  }

  private static Map<Property, Object> values(
      Transaction transaction, FeatureValues features, RiskScore risk) {
    Map<Property, Object> values = new HashMap<>();
    int digits =
        switch (transaction.currency()) {
          case "JPY" -> 0;
          case "KWD" -> 3;
          default -> 2;
        };
    transaction(values, "amount", BigDecimal.valueOf(transaction.amountMinor(), digits));
    transaction(values, "amountMinor", BigDecimal.valueOf(transaction.amountMinor()));
    transaction(
        values,
        "hour",
        BigDecimal.valueOf(
            Instant.ofEpochMilli(transaction.eventTime()).atOffset(ZoneOffset.UTC).getHour()));
    if (transaction.isLocated()) {
      transaction(values, "latitude", BigDecimal.valueOf(transaction.latitude()));
    }
    transaction(values, "merchantId", transaction.merchantId());
    transaction(values, "deviceId", transaction.deviceId());
    transaction(values, "transactionId", transaction.transactionId());
    values.put(new Property("Activity", "payments"), decimal(features.get(0)));
    values.put(new Property("Activity", "spent"), features.get(1));
    values.put(new Property("Activity", "lastCountry"), features.get(2));
    values.put(new Property("Activity", "sinceLast"), decimal(features.get(3)));
    values.put(new Property("Activity", "warm"), features.isWarm());
    boolean blockedDevice = "m1".equals(transaction.deviceId());
    boolean blockedMerchant = "m1".equals(transaction.merchantId());
    values.put(new Property("Listed", "block"), blockedDevice || blockedMerchant);
    values.put(new Property("Listed", "watchDevice"), "d1".equals(transaction.deviceId()));
    values.put(new Property("Listed", "allowMerchant"), "m2".equals(transaction.merchantId()));
    if (blockedDevice || blockedMerchant) {
      values.put(
          new Property("Listed", "blockEntry"),
          (blockedDevice ? "device m1" : "")
              + (blockedDevice && blockedMerchant ? ", " : "")
              + (blockedMerchant ? "merchant m1" : ""));
    }
    values.put(new Property("Risk", "present"), risk != null);
    if (risk != null) {
      values.put(new Property("Risk", "score"), BigDecimal.valueOf(risk.score()));
      values.put(new Property("Risk", "version"), BigDecimal.valueOf(risk.version()));
      values.put(new Property("Risk", "reason"), risk.reason());
    }
    return values;
  }

  private static void transaction(Map<Property, Object> values, String name, Object value) {
    values.put(new Property("Transaction", name), value);
  }

  private static Object decimal(Object value) {
    return value == null ? null : BigDecimal.valueOf((Long) value);
  }
}
