package io.harrier.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.signature.KeyFile;
import io.harrier.engine.signature.ReleaseSigner;
import io.harrier.engine.signature.ReleaseVerifier;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing decides that only its author has seen. */
class FourEyesITCase {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  @TempDir static Path directory;
  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    database = TestDatabase.start(directory);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    database.empty();
  }

  private ReleaseArtifact artifact(int limit) throws Exception {
    return TestReleases.artifact(folder, "r", limit);
  }

  private static ReleaseRegistry registry() {
    return database.registry(NOW);
  }

  private static Approvals approvals() {
    return new Approvals(database.dataSource());
  }

  @Test
  void whatIsPublishedWaitsForAnother() throws Exception {
    Publication waiting = registry().publish(artifact(100), "ann", Optional.empty());

    assertThat(waiting.waitsForApproval()).isTrue();
    assertThat(waiting.release().state()).isEqualTo(ReleaseState.VALIDATED);
    assertThatThrownBy(() -> registry().promote("r@1", "ann", Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("nobody but its author ann has seen its content")
        .hasMessageContaining("./harrier rules approve r@1 --actor NAME");
    assertThatThrownBy(() -> approvals().approve("r@1", " Ann", Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("was made by ann, who cannot approve it")
        .hasMessageContaining("./harrier rules approve r@1 --actor NAME");

    approvals().approve("r@1", "bob", Optional.of("looks right"));
    Publication live = registry().publish(artifact(100), "ann", Optional.empty());

    assertThat(live.release().releaseId()).isEqualTo("r@1");
    assertThat(live.release().state()).isEqualTo(ReleaseState.LIVE);
    assertThat(live.release().approver()).contains("bob");
    assertThat(approvals().of("r@1"))
        .extracting(Approval::approver, Approval::automatic, Approval::comment)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("bob", false, Optional.of("looks right")));
  }

  @Test
  void aShadowNeedsNobodyAndACanaryDoes() throws Exception {
    ReleaseRegistry registry = registry();
    registry.store(artifact(100), "ann");

    Release shadow = registry.shadow("r@1", "ann");
    assertThat(shadow.state()).isEqualTo(ReleaseState.SHADOW);
    assertThat(shadow.activeFrom()).contains(NOW.plus(RegistrySettings.DEFAULT.lead()));
    assertThatThrownBy(() -> registry.canary("r@1", 5, "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("cannot become CANARY");

    approvals().approve("r@1", "bob", Optional.empty());
    assertThat(registry.canary("r@1", 5, "ann").canaryPercent()).isEqualTo(5);
    assertThat(registry.canary("r@1", 20, "ann").canaryPercent()).isEqualTo(20);
    Release live = registry.advance("r@1", 5, "ann");
    assertThat(live.state()).isEqualTo(ReleaseState.LIVE);
    assertThat(live.canaryPercent()).isZero();
  }

  @Test
  void thereIsOneShadowAndOneCanaryAtATime() throws Exception {
    ReleaseRegistry registry = registry();
    registry.store(artifact(100), "ann");
    registry.store(artifact(200), "ann");
    registry.shadow("r@1", "ann");

    assertThatThrownBy(() -> registry.shadow("r@2", "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("release r@1 is, and there is one at a time");
    approvals().approve("r@1", "bob", Optional.empty());
    registry.advance("r@1", 5, "ann");
    assertThat(registry.shadow("r@2", "ann").state()).isEqualTo(ReleaseState.SHADOW);
    assertThat(registry.retire("r@1", "ann").state()).isEqualTo(ReleaseState.RETIRED);
  }

  @Test
  void anApprovalIsForWhatWasLookedAt() throws Exception {
    Release stored = registry().store(artifact(100), "ann");

    assertThatThrownBy(() -> approvals().approve("r@1", "0".repeat(64), "bob", Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("look at it again");

    database.execute(
        "select set_config('harrier.actor', 'ann', false);"
            + " insert into fraud.releases (release_id, name, version, state, content_hash, bundle)"
            + " values ('d@1', 'd', 1, 'DRAFT', repeat('a', 64), 'x')");
    approvals().approve("d@1", "bob", Optional.empty());
    database.execute(
        "select set_config('harrier.actor', 'carl', false);"
            + " update fraud.releases set content_hash = repeat('b', 64), bundle = 'y' where name = 'd';"
            + " update fraud.releases set state = 'VALIDATED' where name = 'd'");
    assertThat(registry().show("d@1").author()).isEqualTo("carl");
    assertThat(approvals().approverOf("d@1")).isEmpty();
    assertThatThrownBy(() -> registry().promote("d@1", "ann", Optional.empty()))
        .isInstanceOf(RefusedException.class);
    assertThat(stored.approver()).isEmpty();
  }

  @Test
  void rollingBackToWhatWasApprovedNeedsNoMeeting() throws Exception {
    ReleaseRegistry registry = registry();
    registry.store(artifact(100), "ann");
    approvals().approve("r@1", "bob", Optional.empty());
    registry.promote("r@1", "bob", Optional.empty());
    registry.store(artifact(200), "ann");
    approvals().approve("r@2", "bob", Optional.empty());
    registry.promote("r@2", "ann", Optional.of(NOW.plusSeconds(60)));

    Release back = registry.rollback("r@1", "bob", Optional.of(NOW.plusSeconds(90))).release();

    assertThat(back.releaseId()).isEqualTo("r@3");
    assertThat(back.state()).isEqualTo(ReleaseState.LIVE);
    assertThat(back.author()).isEqualTo("ann");
    assertThat(back.approver()).contains("bob");
  }

  @Test
  void theDatabaseItselfRefusesWhatNobodyApproved() throws Exception {
    registry().store(artifact(100), "ann");
    for (String forged :
        List.of(
            "update fraud.releases set state = 'LIVE', active_from = now() where release_id = 'r@1'",
            "update fraud.releases set state = 'LIVE', active_from = now(), approver = 'bob' where release_id = 'r@1'",
            "update fraud.releases set approver = 'bob' where release_id = 'r@1'",
            "update fraud.releases set author = 'zoe' where release_id = 'r@1'",
            "insert into fraud.approvals (release_id, content_hash, approver)"
                + " select release_id, content_hash, 'bob' from fraud.releases",
            "select set_config('harrier.actor', 'ANN', false);"
                + " insert into fraud.approvals (release_id, content_hash)"
                + " select release_id, content_hash from fraud.releases",
            "select set_config('harrier.actor', 'bob', false);"
                + " insert into fraud.releases (release_id, name, version, state, content_hash, bundle, author)"
                + " values ('x@1', 'x', 1, 'VALIDATED', repeat('a', 64), 'x', 'zoe')",
            "insert into fraud.approvals (release_id, content_hash, approver, automatic)"
                + " select release_id, content_hash, 'trial-platform', true from fraud.releases",
            "insert into fraud.releases (release_id, name, version, state, content_hash, bundle, active_from, author, approver)"
                + " values ('x@1', 'x', 1, 'LIVE', repeat('a', 64), 'x', now(), 'ann', 'bob')")) {
      assertThatThrownBy(() -> database.execute(forged))
          .as(forged)
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void aPlatformForTrialApprovesByItselfAndSaysSo() throws Exception {
    database.approveAutomatically();
    Release live = registry().publish(artifact(100), "ann", Optional.empty()).release();

    assertThat(live.state()).isEqualTo(ReleaseState.LIVE);
    assertThat(live.approver()).contains(TestDatabase.ROBOT);
    assertThat(approvals().of("r@1")).extracting(Approval::automatic).containsExactly(true);
    assertThatThrownBy(() -> approvals().approve("r@1", "ann", Optional.empty()))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> approvals().approve("r@1", TestDatabase.ROBOT, Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not a person");
  }

  @Test
  void whatWasApprovedAutomaticallyIsNotOnceFourEyesAreAskedFor() throws Exception {
    database.approveAutomatically();
    registry().publish(artifact(100), "ann", Optional.empty());
    registry().publish(artifact(200), "ann", Optional.of(NOW.plusSeconds(60)));
    new ApprovalPolicy(database.dataSource()).requireFourEyes("operator");

    Publication back = registry().rollback("r@1", "ann", Optional.of(NOW.plusSeconds(90)));

    assertThat(back.waitsForApproval()).isTrue();
    assertThat(registry().live()).extracting(Release::releaseId).containsExactly("r@2", "r@1");
  }

  @Test
  void whatAJobMayLoadIsSigned() throws Exception {
    KeyPair keys = KeyFile.generate();
    ReleaseRegistry registry = registry().signingWith(new ReleaseSigner(keys.getPrivate()));
    ReleaseVerifier verifier = new ReleaseVerifier(List.of(keys.getPublic()));
    assertThat(registry.store(artifact(100), "ann").signed()).isTrue();
    verifier.verify(published("r@1"));

    assertThat(registry.shadow("r@1", "ann").signed()).isTrue();
    verifier.verify(published("r@1"));
    approvals().approve("r@1", "bob", Optional.empty());
    registry.canary("r@1", 7, "ann");
    verifier.verify(published("r@1"));
    registry.canary("r@1", 8, "ann");
    verifier.verify(published("r@1"));
    registry.promote("r@1", "ann", Optional.empty());
    verifier.verify(published("r@1"));
    new RuleSwitches(database.dataSource())
        .disable("r@1", "large-payment", "ann", Optional.empty());
    verifier.verify(published("r@1"));
    assertThat(published("r@1").disabledRules()).containsExactly("large-payment");
  }

  @Test
  void anotherKeyTakesOverWhatIsInForce() throws Exception {
    registry().store(artifact(100), "ann");
    approvals().approve("r@1", "bob", Optional.empty());
    registry().promote("r@1", "ann", Optional.empty());
    KeyPair next = KeyFile.generate();

    assertThat(registry().signingWith(new ReleaseSigner(next.getPrivate())).signAll("operator"))
        .extracting(Release::releaseId)
        .containsExactly("r@1");
    new ReleaseVerifier(List.of(next.getPublic())).verify(published("r@1"));
    assertThatThrownBy(() -> registry().signAll("operator"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("without a key");
  }

  @Test
  void aLoginNeedsTheRoleOfTheApplicationAndNoOther() throws Exception {
    database.execute(
        "drop role if exists stranger; drop role if exists clerk;"
            + " create role stranger login; create role clerk login in role harrier_app");
    assertThatThrownBy(() -> new ReleaseRegistry(database.dataSourceOf("stranger")).list())
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("grant harrier_app to the login");

    registry().store(artifact(100), "ann");
    new Approvals(database.dataSourceOf("clerk")).approve("r@1", "bob", Optional.empty());
    ReleaseRegistry registry = new ReleaseRegistry(database.dataSourceOf("clerk"));
    assertThat(registry.promote("r@1", "ann", Optional.empty()).state())
        .isEqualTo(ReleaseState.LIVE);
    assertThatThrownBy(
            () ->
                new ApprovalPolicy(database.dataSourceOf("clerk"))
                    .approveAutomatically("clerk", "clerk"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("permission denied");
  }

  /** As change data capture would publish the row. */
  private static PublishedRelease published(String releaseId) throws SQLException {
    Release release = registry().show(releaseId);
    return new PublishedRelease(
        releaseId,
        release.state(),
        release.activeFrom().map(Instant::toEpochMilli).orElse(PublishedRelease.NEVER),
        release.contentHash(),
        registry().bundle(releaseId),
        1,
        release.canaryPercent(),
        release.disabledRules(),
        release.author(),
        release.approver().orElse(null),
        HexFormat.of()
            .parseHex(
                database.read(
                    "select encode(signature, 'hex') from fraud.releases where release_id = '"
                        + releaseId
                        + "'")));
  }
}
