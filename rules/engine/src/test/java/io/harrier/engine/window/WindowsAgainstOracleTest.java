package io.harrier.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.FeatureDefinition;
import io.harrier.model.Transaction;
import io.harrier.model.chance.Draw;
import io.harrier.model.chance.RandomSeeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

class WindowsAgainstOracleTest {
  private static final int DISORDER = 15_000;
  private static final long DEDUPLICATION = 30_000;

  @RandomSeeds(60)
  void everyFeatureIsExactWhileTheHistoryHoldsItsWindow(long seed) throws IOException {
    Random random = new Random(seed);
    List<FeatureDefinition> features = someFeatures(random);
    Run run = new Run(new FeaturePlan(features, 500, DEDUPLICATION, DISORDER));
    for (Transaction transaction : RandomInput.transactions(random, 120, DISORDER)) {
      if (run.step(transaction)) {
        assertThat(run.values.isWarm()).isTrue();
        for (int i = 0; i < features.size(); i++) {
          assertThat(run.values.errorBound(i)).isZero();
          run.check(i, transaction);
        }
      }
      run.storeAndRestore(random);
    }
  }

  @RandomSeeds(120)
  void beyondTheHistoryTheErrorIsWithinItsBound(long seed) throws IOException {
    Random random = new Random(seed);
    int maxEvents = Draw.between(random, 1, 60);
    List<FeatureDefinition> features = someFeatures(random);
    Run run = new Run(new FeaturePlan(features, maxEvents, DEDUPLICATION, DISORDER));
    for (Transaction transaction : RandomInput.transactions(random, 160, DISORDER)) {
      if (run.step(transaction)) {
        for (int i = 0; i < features.size(); i++) {
          run.check(i, transaction);
        }
      }
      assertThat(run.history.size()).isLessThan(maxEvents + run.plan.condensesEvery());
      run.storeAndRestore(random);
    }
  }

  @RandomSeeds(60)
  void theErrorStaysWithinItsBoundWhenReleasesChange(long seed) throws IOException {
    Random random = new Random(seed);
    Run run = new Run(new FeaturePlan(someFeatures(random), 10, DEDUPLICATION, DISORDER));
    for (Transaction transaction : RandomInput.transactions(random, 160, 60_000)) {
      if (random.nextInt(20) == 0) {
        run.release(
            new FeaturePlan(
                someFeatures(random), 1 + random.nextInt(20), 1 + random.nextInt(9_000), 0));
      }
      if (run.step(transaction)) {
        for (int i = 0; i < run.plan.features().size(); i++) {
          run.check(i, transaction);
        }
      }
      run.storeAndRestore(random);
    }
  }

  /** Some of all features, a few of them twice under the same definition. */
  private static List<FeatureDefinition> someFeatures(Random random) {
    List<FeatureDefinition> all = new ArrayList<>(RandomInput.FEATURES);
    Collections.shuffle(all, random);
    return Stream.concat(all.stream().limit(24), all.stream().limit(2)).toList();
  }

  /** A history under test beside the oracle. */
  private static final class Run {
    private final NaiveWindows oracle = new NaiveWindows();
    private EventHistory history = new EventHistory();
    private FeaturePlan plan;
    private FeatureValues values;

    /** The history as it was when it was condensed last, and what has come since. */
    private byte[] written;

    private final List<Transaction> appended = new ArrayList<>();

    Run(FeaturePlan plan) throws IOException {
      release(plan);
      written = bytes(history);
    }

    void release(FeaturePlan next) {
      plan = next;
      values = new FeatureValues(next.features().size());
    }

    /** False for a repeated id. */
    boolean step(Transaction transaction) throws IOException {
      if (history.contains(transaction.transactionId())) {
        return false;
      }
      oracle.add(transaction);
      history.add(transaction, plan);
      plan.evaluate(history, transaction, values);
      if (history.takeCondensed()) {
        written = bytes(history);
        appended.clear();
      } else {
        appended.add(transaction);
      }
      return true;
    }

    void check(int feature, Transaction transaction) {
      FeatureDefinition definition = plan.features().get(feature);
      Supplier<String> about =
          () -> "%s, %d events kept".formatted(definition, plan.maxEventsPerUser());
      Object truth = oracle.value(definition, transaction);
      Object value = values.get(feature);
      double bound = values.errorBound(feature);
      if (bound == FeatureValues.UNBOUNDED) {
        return;
      }
      if (value instanceof Number given && truth instanceof Number expected) {
        BigDecimal distance =
            new BigDecimal(given.toString()).subtract(new BigDecimal(expected.toString())).abs();
        double rounding =
            switch (definition.aggregate()) {
              case SPEED -> 0.002 + expected.doubleValue() * 1e-6;
              case COUNT, SUM, MIN, MAX, AVG, DISTINCT, LAST, ELAPSED -> 0;
            };
        assertThat(distance).as(about).isLessThanOrEqualTo(new BigDecimal(bound + rounding));
        if (value instanceof BigDecimal amount && rounding == 0) {
          assertThat(amount.scale()).as(about).isEqualTo(((BigDecimal) truth).scale());
        }
      } else {
        assertThat(value).as(about).isEqualTo(truth);
      }
    }

    void storeAndRestore(Random random) throws IOException {
      switch (random.nextInt(12)) {
        case 0 -> history = read(bytes(history));
        case 1 -> {
          EventHistory rebuilt = read(written);
          appended.forEach(rebuilt::append);
          assertThat(bytes(rebuilt)).isEqualTo(bytes(history));
          history = rebuilt;
        }
        case 2 -> {
          EventHistory copy = history.copy();
          history.add(RandomInput.transaction(random, "other", newestTime()), plan);
          history = copy;
        }
        default -> {
          // Goes on with what it has.
        }
      }
    }

    private static byte[] bytes(EventHistory history) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      history.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }

    private static EventHistory read(byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      EventHistory history = EventHistory.read(in);
      assertThat(in.read()).as("everything is read").isEqualTo(-1);
      return history;
    }

    private long newestTime() {
      return Math.max(0, history.newestEventTime());
    }
  }
}
