package io.harrier.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.release.ReleaseFixture;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.model.Alert;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of a running release are switched off and on. */
class SwitchedOffTest {
  @TempDir static Path folder;
  private static LoadedRelease loaded;

  private final ReleaseEvaluator evaluator =
      new ReleaseEvaluator(loaded, "complete@1", EvaluationSettings.DEFAULT);
  private int transactions;

  @BeforeAll
  static void compile() throws Exception {
    loaded =
        LoadedRelease.load(new ReleaseCompiler().compile(ReleaseFixture.complete(folder)).bundle());
  }

  @AfterAll
  static void close() {
    loaded.close();
  }

  @AfterEach
  void closeEvaluator() {
    evaluator.close();
  }

  @Test
  void aRuleThatIsOffRaisesNothingAndItsSiblingsGoOn() {
    assertThat(raised()).containsExactly("large-payment", "corridor-fr-jpy");
    evaluator.switchOff(Set.of("large-payment", "no-rule"));
    for (int i = 0; i < 200; i++) {
      assertThat(raised()).containsExactly("corridor-fr-jpy");
    }
  }

  @Test
  void itIsOnAgainAtOnceWhateverNetworkIsInUse() {
    for (int i = 0; i < 5; i++) {
      evaluator.switchOff(Set.of("large-payment"));
      assertThat(raised()).containsExactly("corridor-fr-jpy");
      // The network without the rule is made on a thread of its own, which may be done or not.
      evaluator.switchOff(Set.of("corridor-fr-jpy"));
      assertThat(raised()).containsExactly("large-payment");
      evaluator.switchOff(Set.of());
      assertThat(raised()).containsExactly("large-payment", "corridor-fr-jpy");
    }
  }

  @Test
  void whatIsOffDoesNotMatch() {
    raised();
    evaluator.switchOff(Set.of("large-payment"));
    raised();

    assertThat(evaluator.ruleProfiles())
        .filteredOn(profile -> profile.ruleId().equals("large-payment"))
        .extracting(RuleProfile::matches, RuleProfile::evaluations)
        .containsExactly(tuple(1L, 2L));
  }

  private List<String> raised() {
    Transaction transaction =
        Transaction.builder("t" + transactions++, "user-" + transactions, 1_700_000_000_000L)
            .type(TransactionType.PURCHASE)
            .amount(30_000, "JPY")
            .country("FR")
            .build();
    return evaluator.evaluate(new UserState(), transaction, null, 0).alerts().stream()
        .map(Alert::ruleId)
        .toList();
  }
}
