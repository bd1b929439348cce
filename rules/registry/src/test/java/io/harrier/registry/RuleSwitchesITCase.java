package io.harrier.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.registry.RuleSwitch.Action;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSwitchesITCase {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String RULE = "large-payment";

  @TempDir static Path directory;
  private static TestDatabase database;

  @TempDir Path folder;
  private RuleSwitches switches;
  private ReleaseRegistry registry;

  @BeforeAll
  static void start() {
    database = TestDatabase.start(directory);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void live() throws Exception {
    database.empty();
    switches = new RuleSwitches(database.dataSource());
    registry = database.registry(NOW);
    registry.store(TestReleases.artifact(folder, "r", 100), "ann");
    new Approvals(database.dataSource()).approve("r@1", "bob", Optional.empty());
    registry.promote("r@1", "ann", Optional.empty());
  }

  @Test
  void oneSwitchesOffAndTwoSwitchOn() {
    Release off = switches.disable("r@1", RULE, "ann", Optional.of("stops good customers"));
    assertThat(off.disabledRules()).containsExactly(RULE);
    assertThatThrownBy(() -> switches.disable("r@1", RULE, "bob", Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("switched off already");
    assertThatThrownBy(() -> switches.approveEnable("r@1", RULE, "bob", Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("nobody has asked");

    assertThat(switches.requestEnable("r@1", RULE, "bob", Optional.empty()).disabledRules())
        .containsExactly(RULE);
    assertThatThrownBy(() -> switches.approveEnable("r@1", RULE, "BOB ", Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("alone")
        .hasMessageContaining("./harrier rules approve r@1 --rule large-payment --actor NAME");
    Release on = switches.approveEnable("r@1", RULE, "ann", Optional.empty());

    assertThat(on.disabledRules()).isEmpty();
    assertThat(switches.history("r@1"))
        .extracting(RuleSwitch::action)
        .containsExactly(Action.DISABLED, Action.ENABLE_REQUESTED, Action.ENABLED);
  }

  @Test
  void nothingElseSwitchesOn() throws Exception {
    switches.disable("r@1", RULE, "ann", Optional.empty());

    assertThatThrownBy(() -> database.execute("update fraud.releases set disabled_rules = '{}'"))
        .hasMessageContaining("is switched on by two people");
    // Nor does the same content under another version.
    Release copy =
        registry
            .rollback("r@1", "ann", Optional.of(NOW.plusSeconds(60)))
            .release(); // what decides already
    assertThat(copy.disabledRules()).containsExactly(RULE);
    Release again = registry.store(TestReleases.artifact(folder, "r", 100), "carl");
    assertThat(again.disabledRules()).containsExactly(RULE);
  }

  @Test
  void whoOpensPsqlMaySwitchOff() throws SQLException {
    database.execute("update fraud.releases set disabled_rules = '{large-payment}'");

    switches.requestEnable("r@1", RULE, "ann", Optional.empty());
    assertThat(switches.approveEnable("r@1", RULE, "bob", Optional.empty()).disabledRules())
        .isEmpty();
  }

  @Test
  void anUnknownRuleIsNamed() {
    assertThatThrownBy(() -> switches.disable("r@1", "lage-payment", "ann", Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessage("release r@1 has no rule lage-payment; it has large-payment");
  }

  @Test
  void aPlatformForTrialAgreesByItself() {
    database.approveAutomatically();
    switches.disable("r@1", RULE, "ann", Optional.empty());

    assertThat(switches.requestEnable("r@1", RULE, "ann", Optional.empty()).disabledRules())
        .isEmpty();
    assertThat(switches.history("r@1").get(2).actor()).isEqualTo(TestDatabase.ROBOT);
  }
}
