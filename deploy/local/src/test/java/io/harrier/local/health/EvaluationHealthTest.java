package io.harrier.local.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.local.health.RuleHealth.Role;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvaluationHealthTest {
  private FakeFlink flink;

  @BeforeEach
  void start() throws IOException {
    flink = new FakeFlink();
  }

  @AfterEach
  void stop() {
    flink.close();
  }

  @Test
  void eachRoleHasFiguresOfItsOwn() throws IOException {
    flink.inForce("r@2");
    flink.figure("rule.large.evaluations", 500);
    flink.figure("rule.large.matches", 7);
    flink.figure("rule.large.lastMatchAt", 1_000);
    flink.figure("rule.large.costNanos", 250);
    flink.figure("rule.large.quarantined", 2);
    flink.figure("rule.large.alerts", 7);
    flink.figure("sequence.pair.openMatches", 3);
    flink.figure("shadow.rule.large.matches", 9);
    flink.figure("shadow.evaluations", 100);

    EvaluationHealth health = ask();

    assertThat(health.inForce()).containsExactly("r@2");
    assertThat(health.of(Role.LIVE, List.of("large", "pair")))
        .containsExactly(
            new RuleHealth("large", 500, 7, 1_000, 250, 0, 2),
            new RuleHealth("pair", 0, 0, -1, 0, 3, 0));
    assertThat(health.of(Role.SHADOW, List.of("large")))
        .extracting(RuleHealth::matches)
        .containsExactly(9L);
    assertThat(health.of(Role.CANARY, List.of("large"))).isEmpty();
  }

  /** They stay registered until the job is started again. */
  @Test
  void rulesOfAnEarlierReleaseAreLeftOut() throws IOException {
    flink.figure("rule.gone.matches", 7);
    flink.figure("rule.large.matches", 1);

    assertThat(ask().of(Role.LIVE, List.of("large")))
        .extracting(RuleHealth::ruleId)
        .containsExactly("large");
  }

  @Test
  void beforeTheFirstTransactionNothingIsInForce() throws IOException {
    assertThat(ask().inForce()).isEmpty();
    assertThat(ask().rules()).isEmpty();
  }

  @Test
  void aJobThatDoesNotRunSaysNothing() throws IOException {
    flink.state("FAILED");

    assertThat(EvaluationHealth.ask(new FlinkRest(flink.url()))).isEmpty();
  }

  @Test
  void withoutFlinkNothingIsSaid() {
    flink.close();

    assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
  }

  private EvaluationHealth ask() throws IOException {
    return EvaluationHealth.ask(new FlinkRest(flink.url())).orElseThrow();
  }
}
