package io.harrier.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.model.ReleaseState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseRegistryITCase {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final Duration LEAD = RegistrySettings.DEFAULT.lead();

  private static final Map<String, CompiledRelease> COMPILED = new ConcurrentHashMap<>();

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
    database.approveAutomatically();
  }

  @Test
  void publishesVersionsThatFollowEachOther() throws Exception {
    Release first = registry(NOW).publish(release("r", 100), "ann", Optional.empty()).release();
    Release second =
        registry(NOW.plusSeconds(60)).publish(release("r", 200), "bob", Optional.empty()).release();

    assertThat(first.releaseId()).isEqualTo("r@1");
    assertThat(first.state()).isEqualTo(ReleaseState.LIVE);
    assertThat(first.activeFrom()).contains(NOW.plus(LEAD));
    assertThat(first.author()).isEqualTo("ann");
    assertThat(first.approver()).contains(TestDatabase.ROBOT);
    assertThat(second.releaseId()).isEqualTo("r@2");
    assertThat(second.contentHash()).isNotEqualTo(first.contentHash());

    ReleaseRegistry registry = registry(NOW.plusSeconds(120));
    assertThat(registry.live()).extracting(Release::releaseId).containsExactly("r@2", "r@1");
    assertThat(registry.list()).extracting(Release::releaseId).containsExactly("r@2", "r@1");
    assertThat(decidingAt(registry, NOW)).isEqualTo("r@1");
    Instant change = NOW.plusSeconds(60).plus(LEAD);
    assertThat(decidingAt(registry, change.minusMillis(1))).isEqualTo("r@1");
    assertThat(decidingAt(registry, change)).isEqualTo("r@2");
    try (LoadedRelease loaded = LoadedRelease.load(registry.bundle("r@2"))) {
      assertThat(loaded.definition().name()).isEqualTo("r");
    }
    assertThat(registry.sources("r@2")).isEqualTo(FolderArchive.of(folder));
  }

  @Test
  void publishingWhatDecidesAlreadyChangesNothing() throws Exception {
    Publication first = registry(NOW).publish(release("r", 100), "ann", Optional.empty());
    Publication again = registry(NOW.plusSeconds(60)).publish(folder, "bob", Optional.empty());

    assertThat(first.isNew()).isTrue();
    assertThat(again.isNew()).isFalse();
    assertThat(again.release()).isEqualTo(first.release());
    assertThat(registry(NOW).list()).hasSize(1);
  }

  @Test
  void whatJobsHaveNotLoadedYetBecomesActiveWhenTheyHave() throws Exception {
    Duration loading = Duration.ofHours(1);
    ReleaseRegistry registry =
        new ReleaseRegistry(
            database.dataSource(),
            new RegistrySettings(LEAD, loading, Duration.ofDays(7)),
            TransactionTime.of(Clock.fixed(NOW, ZoneOffset.UTC)),
            ReleaseRegistryITCase::compileOnce);

    assertThat(registry.publish(release("r", 100), "ann", Optional.empty()).release().activeFrom())
        .hasValueSatisfying(
            from ->
                assertThat(from)
                    .isBetween(NOW.plus(LEAD).plusSeconds(3000), NOW.plus(LEAD).plus(loading)));

    registry.store(release("r", 200), "ann");
    database.execute(
        "update fraud.releases set created_at = created_at - interval '1 hour'"
            + " where release_id = 'r@2'");
    assertThat(registry.promote("r@2", "ann", Optional.empty()).activeFrom())
        .contains(NOW.plus(LEAD));
  }

  @Test
  void aReleaseTakesTheWholeFutureFromItsActivation() throws Exception {
    ReleaseRegistry registry = registry(NOW);
    registry.publish(release("r", 100), "ann", Optional.empty());
    registry.publish(release("r", 200), "ann", Optional.of(NOW.plusSeconds(3600)));
    Release now = registry.rollback("r@1", "ann", Optional.of(NOW.plusSeconds(60))).release();

    assertThat(now.releaseId()).isEqualTo("r@3");
    assertThat(registry.live()).extracting(Release::releaseId).containsExactly("r@3", "r@1");
    assertThat(registry.show("r@2").state()).isEqualTo(ReleaseState.RETIRED);
  }

  @Test
  void whatWasSupersededLongAgoIsRetired() throws Exception {
    registry(NOW).publish(release("r", 100), "ann", Optional.empty());
    registry(NOW).publish(release("r", 200), "ann", Optional.of(NOW.plusSeconds(60)));
    Instant later = NOW.plus(RegistrySettings.DEFAULT.history()).plusSeconds(120);
    registry(later).rollback("r@1", "ann", Optional.empty());

    assertThat(registry(later).live()).extracting(Release::releaseId).containsExactly("r@3", "r@2");
    assertThat(registry(later).show("r@1").state()).isEqualTo(ReleaseState.RETIRED);
  }

  @Test
  void whatHasBeenDecidedIsNotDecidedAnew() throws Exception {
    ReleaseRegistry registry = registry(NOW);
    registry.publish(release("r", 100), "ann", Optional.of(Instant.EPOCH));
    Release stored = registry.store(release("r", 200), "ann");

    assertThatThrownBy(
            () -> registry.promote("r@2", "bob", Optional.of(NOW.minus(Duration.ofMillis(1)))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("lies in the past");
    assertThat(registry.show("r@2")).isEqualTo(stored);
  }

  @Test
  void aStoredReleaseDecidesOnceSomebodyPromotesIt() throws Exception {
    ReleaseRegistry registry = registry(NOW);
    Release stored = registry.store(release("r", 100), "ann");
    assertThat(stored.state()).isEqualTo(ReleaseState.VALIDATED);
    assertThat(registry.decidingAt(NOW)).isEmpty();

    Release live = registry.promote("r@1", "bob", Optional.empty());

    assertThat(live.state()).isEqualTo(ReleaseState.LIVE);
    assertThat(live.author()).isEqualTo("ann");
    assertThat(live.approver()).contains(TestDatabase.ROBOT);
    assertThatThrownBy(() -> registry.promote("r@1", "bob", Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessage("release r@1 is LIVE and cannot become LIVE");
  }

  @Test
  void whatWasCompiledBeforeIsPublishedAsItWasThen() throws Exception {
    ReleaseArtifact artifact =
        ReleaseArtifact.compile(release("r", 100), ReleaseRegistryITCase::compileOnce);
    byte[] sources = FolderArchive.of(folder);
    release("r", 200);

    Release stored = registry(NOW).store(artifact, "ann");
    Release live = registry(NOW).publish(artifact, "bob", Optional.empty()).release();

    assertThat(stored.state()).isEqualTo(ReleaseState.VALIDATED);
    assertThat(live.releaseId()).isEqualTo("r@2");
    assertThat(live.contentHash()).isEqualTo(artifact.contentHash());
    assertThat(registry(NOW).bundle("r@2")).isEqualTo(artifact.bundle());
    assertThat(registry(NOW).sources("r@2")).isEqualTo(sources);
  }

  @Test
  void retiringGivesWayToTheOneBefore() throws Exception {
    ReleaseRegistry registry = registry(NOW);
    registry.publish(release("r", 100), "ann", Optional.empty());
    registry.publish(release("r", 200), "ann", Optional.of(NOW.plusSeconds(60)));

    assertThat(registry.retire("r@2", "ann").state()).isEqualTo(ReleaseState.RETIRED);

    assertThat(decidingAt(registry, NOW.plusSeconds(100))).isEqualTo("r@1");
    assertThatThrownBy(() -> registry.retire("r@1", "ann"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the only live one");
    assertThatThrownBy(() -> registry.promote("r@2", "ann", Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("roll back to it");
  }

  @Test
  void anInvalidReleaseIsRefusedAndStoresNothing() throws Exception {
    release("r", 100);
    Files.writeString(folder.resolve("rules.drl"), "rule \"broken\" when");

    assertThatThrownBy(() -> registry(NOW).publish(folder, "ann", Optional.empty()))
        .isInstanceOf(InvalidReleaseException.class)
        .hasMessageContaining("rules.drl");
    assertThat(registry(NOW).list()).isEmpty();
  }

  @Test
  void anUnknownReleaseIsNamed() {
    assertThatThrownBy(() -> registry(NOW).show("r@7"))
        .isInstanceOf(UnknownReleaseException.class)
        .hasMessageContaining("r@7");
  }

  @Test
  void aDatabaseThatRefusesIsNamedWithItsReason() throws Exception {
    Release stored = registry(NOW).store(release("r", 100), "ann");
    database.execute("alter table fraud.releases rename to gone");
    try {
      assertThatThrownBy(() -> registry(NOW).show(stored.releaseId()))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("fraud.releases");
    } finally {
      database.execute("alter table fraud.gone rename to releases");
    }
  }

  @Test
  void writersTakeTurns() throws Exception {
    registry(NOW).store(release("r", 100), "ann");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Publication>> futures = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Instant from = NOW.plusSeconds(100 - i);
        futures.add(threads.submit(() -> registry(NOW).rollback("r@1", "ann", Optional.of(from))));
      }
      for (Future<Publication> future : futures) {
        assertThat(future.get().release().state()).isEqualTo(ReleaseState.LIVE);
      }
    } finally {
      threads.shutdownNow();
    }
    List<Release> live = registry(NOW).live();
    assertThat(live).hasSize(1);
    assertThat(live.get(0).activeFrom()).contains(NOW.plusSeconds(85));
    assertThat(registry(NOW).list()).extracting(Release::version).doesNotHaveDuplicates();
  }

  @Test
  void howFarTransactionsAreIsAskedOnlyWhenSomethingDependsOnIt() throws Exception {
    List<Duration> asked = new ArrayList<>();
    Instant reached = NOW.minus(Duration.ofDays(30));
    ReleaseRegistry registry =
        new ReleaseRegistry(
            database.dataSource(),
            TestDatabase.SETTINGS,
            TransactionTime.notAheadOf(
                InstantSource.fixed(NOW),
                ahead -> {
                  asked.add(ahead);
                  return reached.plus(ahead);
                }),
            ReleaseRegistryITCase::compileOnce);
    registry.publish(release("r", 100), "ann", Optional.of(NOW.plusSeconds(60)));
    registry.publish(release("r", 200), "ann", Optional.of(NOW.plusSeconds(120)));
    registry.store(release("r", 300), "ann");
    registry.retire("r@2", "ann");
    assertThat(asked).isEmpty();

    assertThat(registry.shadow("r@3", "ann").activeFrom()).contains(reached.plus(LEAD));
    assertThat(asked).isNotEmpty();
    assertThat(registry.promote("r@3", "ann", Optional.of(reached.plusSeconds(1))).activeFrom())
        .contains(reached.plusSeconds(1));
    Release late = registry.store(release("r", 400), "ann");
    assertThatThrownBy(
            () ->
                registry.promote(
                    late.releaseId(), "ann", Optional.of(reached.minus(Duration.ofMillis(1)))))
        .hasMessageContaining("lies in the past (it is " + reached);
  }

  private static ReleaseRegistry registry(Instant now) {
    return new ReleaseRegistry(
        database.dataSource(),
        TestDatabase.SETTINGS,
        TransactionTime.of(Clock.fixed(now, ZoneOffset.UTC)),
        ReleaseRegistryITCase::compileOnce);
  }

  /** Each content is compiled by the real compiler, but not by every test again. */
  private static CompiledRelease compileOnce(Path folder) throws InvalidReleaseException {
    String content = HexFormat.of().formatHex(FolderArchive.of(folder));
    CompiledRelease compiled = COMPILED.get(content);
    if (compiled == null) {
      compiled = new ReleaseCompiler().compile(folder);
      COMPILED.put(content, compiled);
    }
    return compiled;
  }

  private static String decidingAt(ReleaseRegistry registry, Instant time) {
    return registry.decidingAt(time).orElseThrow().releaseId();
  }

  private Path release(String name, int limit) throws IOException {
    return TestReleases.folder(folder, name, limit);
  }
}
