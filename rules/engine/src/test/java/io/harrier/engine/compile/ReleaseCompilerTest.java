package io.harrier.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.ReleaseTestRunner;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.Problem;
import io.harrier.engine.release.ReleaseFixture;
import io.harrier.engine.release.ReleaseReader;
import io.harrier.engine.release.TestCase;
import io.harrier.engine.release.TestCase.Arrival;
import io.harrier.engine.rule.FiredAlert;
import io.harrier.engine.rule.RuleOutcome;
import io.harrier.engine.rule.RuleSession;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Severity;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseCompilerTest {
  @TempDir static Path folder;
  private static CompiledRelease compiled;
  private static LoadedRelease loaded;

  private final FeatureValues features = new FeatureValues(4);

  @BeforeAll
  static void compile() throws InvalidReleaseException, InvalidBundleException {
    compiled = new ReleaseCompiler().compile(ReleaseFixture.complete(folder));
    loaded = LoadedRelease.load(compiled.bundle());
  }

  @AfterAll
  static void close() {
    loaded.close();
  }

  @Test
  void theDefinitionIsRestoredFromTheBundle() throws InvalidReleaseException {
    assertThat(loaded.definition()).isEqualTo(ReleaseReader.read(folder));
    assertThat(loaded.definition()).isEqualTo(compiled.definition());
  }

  @Test
  void theSameSourcesGiveTheSameBundle() throws InvalidReleaseException {
    CompiledRelease again = new ReleaseCompiler().compile(folder);
    assertThat(again.contentHash()).isEqualTo(compiled.contentHash()).hasSize(64);
    assertThat(again.bundle()).isEqualTo(compiled.bundle());
  }

  @Test
  void nothingFires() {
    assertThat(evaluate(purchase(500), null)).isSameAs(RuleOutcome.NOTHING);
  }

  @Test
  void alertAndMark() {
    RuleOutcome outcome = evaluate(purchase(22_001), null);
    assertThat(outcome.alerts())
        .containsExactly(
            new FiredAlert("large-payment", Severity.HIGH, 40, "amount 220.01 EUR over 220"));
    assertThat(outcome.marks()).containsExactly("large");
  }

  @Test
  void alertsComeInTheOrderOfTheRelease() {
    features.set(0, 3L, 0);
    assertThat(evaluate(purchase(30_000), null).alerts())
        .extracting(FiredAlert::ruleId)
        .containsExactly("large-payment", "card-testing");
  }

  @Test
  void absentValuesCompareFalse() {
    Transaction.Builder abroad = Transaction.builder("t", "user", 0).amount(100, "EUR");
    features.set(2, "DE", 0);
    features.set(3, 10L, 0);
    assertThat(evaluate(abroad.build(), null).marks()).isEmpty();
    assertThat(evaluate(abroad.country("FR").build(), null).marks()).containsExactly("abroad");
    features.set(3, null, 0);
    assertThat(evaluate(abroad.build(), null).marks()).isEmpty();
  }

  @Test
  void reasonsOfAbsentValuesSayUnknown() {
    Transaction transfer =
        Transaction.builder("t", "user", 0)
            .type(TransactionType.TRANSFER)
            .amount(100_001, "EUR")
            .merchantId("m-2")
            .build();
    RiskScore risk = new RiskScore("user", 0.85, null, 7, 0, 0);
    assertThat(evaluate(transfer, risk).alerts())
        .containsExactly(
            new FiredAlert(
                "risky-user",
                Severity.MEDIUM,
                20,
                "score 0.85 (version 7), device unknown \"new\""),
            new FiredAlert("risky-user", Severity.MEDIUM, 10, "second"),
            new FiredAlert("limit-transfer", Severity.MEDIUM, 30, "over the limit"));
    assertThat(evaluate(transfer, null).alerts())
        .extracting(FiredAlert::ruleId)
        .containsExactly("limit-transfer");
  }

  @Test
  void rulesOfAWorkbook() {
    Transaction corridor =
        Transaction.builder("t", "user", 0).amount(100, "JPY").country("FR").build();
    assertThat(evaluate(corridor, null).alerts())
        .containsExactly(
            new FiredAlert("corridor-fr-jpy", Severity.MEDIUM, 12, "unusual corridor"));
  }

  @Test
  void sessions() {
    try (RuleSession session = loaded.newRuleSession()) {
      assertThat(session.evaluate(closed(12, 7), null).alerts())
          .containsExactly(new FiredAlert("busy-session", Severity.LOW, 15, "7 of 12 declined"));
      assertThat(session.evaluate(closed(12, 6), null)).isSameAs(RuleOutcome.NOTHING);
      RiskScore harmless = new RiskScore("user", 0.1, null, 1, 0, 0);
      assertThat(session.evaluate(closed(12, 7), harmless)).isSameAs(RuleOutcome.NOTHING);
    }
  }

  @Test
  void theReleasesOwnTests() throws InvalidReleaseException {
    List<TestCase> tests = ReleaseReader.readWithTests(folder).tests();
    assertThat(ReleaseTestRunner.run(loaded, tests)).isEmpty();
    Transaction small = Transaction.builder("t", TestCase.USER_ID, 0).amount(1, "EUR").build();
    TestCase wrong =
        new TestCase(
            "tests/a.yaml",
            1,
            "wrong",
            Optional.empty(),
            List.of(new Arrival(3, small, List.of("large-payment"))));
    assertThat(ReleaseTestRunner.run(loaded, List.of(wrong)))
        .extracting(Problem::toString)
        .containsExactly("tests/a.yaml:3: \"wrong\": expected [large-payment], raised []");
  }

  @Test
  void oneSessionManyTransactions() {
    try (RuleSession session = loaded.newRuleSession()) {
      for (int i = 0; i < 1_000; i++) {
        RuleOutcome outcome = session.evaluate(purchase(i % 2 == 0 ? 30_000 : 1), features, null);
        assertThat(outcome.alerts()).hasSize(i % 2 == 0 ? 1 : 0);
      }
    }
  }

  @Test
  void whatARuleDidAndCost() {
    try (RuleSession session = loaded.newRuleSession()) {
      for (int i = 0; i < 2_048; i++) {
        session.evaluate(purchase(30_000), features, null);
      }
      assertThat(session.profiles())
          .hasSameSizeAs(loaded.definition().rules())
          .anySatisfy(
              profile -> {
                assertThat(profile.ruleId()).isEqualTo("large-payment");
                assertThat(profile.matches()).isEqualTo(2_048);
                assertThat(profile.samples()).isEqualTo(2);
              })
          .anySatisfy(
              profile -> {
                assertThat(profile.ruleId()).isEqualTo("busy-session");
                assertThat(profile.samples()).isZero();
              });
    }
  }

  @Test
  void aClosedReleaseLeavesNothingBehind() throws InvalidBundleException {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      loaders.add(loadUseAndClose());
    }
    await(() -> loaders.stream().allMatch(loader -> loader.refersTo(null)));
  }

  private WeakReference<ClassLoader> loadUseAndClose() throws InvalidBundleException {
    try (LoadedRelease release = LoadedRelease.load(compiled.bundle());
        RuleSession session = release.newRuleSession()) {
      assertThat(session.evaluate(purchase(30_000), features, null).alerts()).hasSize(1);
      return new WeakReference<>(release.classLoader());
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("class loaders are still held").isLessThan(deadline);
      System.gc();
      Thread.onSpinWait();
    }
  }

  @Test
  void aClosedReleaseGivesNoSession() throws InvalidBundleException {
    LoadedRelease release = LoadedRelease.load(compiled.bundle());
    release.close();
    assertThatThrownBy(release::newRuleSession)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("release complete is closed");
  }

  @Test
  void bytesThatAreNoBundle() throws IOException {
    assertThat(refusal(new byte[0])).hasMessage("the bundle has no manifest.json");
    assertThat(refusal(new byte[17 << 20])).hasMessageContaining("more than 16777216");
    assertThat(refusal(Arrays.copyOf(compiled.bundle(), compiled.bundle().length / 2)))
        .isInstanceOf(InvalidBundleException.class);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 129; i++) {
        zip.write(zeros);
      }
    }
    assertThat(refusal(bytes.toByteArray()))
        .hasMessage("the bundle is broken: its content is larger than 134217728 bytes");
  }

  private static InvalidBundleException refusal(byte[] bytes) {
    return catchThrowableOfType(InvalidBundleException.class, () -> LoadedRelease.load(bytes));
  }

  private RuleOutcome evaluate(Transaction transaction, RiskScore risk) {
    try (RuleSession session = loaded.newRuleSession()) {
      return session.evaluate(transaction, features, risk);
    }
  }

  private static Transaction purchase(long minorUnits) {
    return Transaction.builder("t", "user", 0).amount(minorUnits, "EUR").build();
  }

  private static ClosedSession closed(long count, long declined) {
    return new ClosedSession(0, 60_000, count, declined, BigDecimal.TEN, "EUR", 1, 1, List.of("t"));
  }
}
