package io.harrier.registry;

import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.sequence.PatternChanges;
import io.harrier.engine.window.FeatureWarmth;
import io.harrier.engine.window.FeatureWarmth.InForce;
import io.harrier.model.ReleaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Tells what releases take over from those before them, by what the registry knows: which releases
 * were live, and from when on. Where that leaves a doubt, because a release was taken out after it
 * was promoted, a feature is said to be warm too late rather than too early.
 */
public final class Successions {
  private final RegistryDatabase database;
  private final StoredReleases releases;
  private final long deduplicationHorizon;
  private final long allowedLateness;

  /**
   * @param settings those of the job that evaluates the releases
   */
  public Successions(DataSource database, EvaluationSettings settings) {
    this.database = new RegistryDatabase(database);
    this.releases = new StoredReleases(database);
    this.deduplicationHorizon = settings.deduplicationHorizon().toMillis();
    this.allowedLateness = settings.allowedLateness().toMillis();
  }

  /**
   * What a release takes over, or will when it decides; empty for a draft and for a retired one.
   *
   * @throws UnknownReleaseException if there is none
   * @throws RegistryException if this version cannot read the bundle of one of them
   */
  public Optional<Succession> of(String releaseId) {
    Release release = releases.show(releaseId);
    return switch (release.state()) {
      case DRAFT, RETIRED -> Optional.empty();
      case VALIDATED, SHADOW -> Optional.of(of(release, everLive()));
      case CANARY, LIVE -> {
        Instant activeFrom = release.activeFrom().orElseThrow();
        yield Optional.of(
            of(
                release,
                everLive().stream()
                    .filter(each -> each.activeFrom().orElseThrow().isBefore(activeFrom))
                    .toList()));
      }
    };
  }

  private List<Release> everLive() {
    return database.read(
        "no release was read", connection -> new ReleaseTable(connection).everLive());
  }

  /**
   * @param earlier those that decided before, by activation
   */
  private Succession of(Release release, List<Release> earlier) {
    Map<String, ReleaseDefinition> read = new HashMap<>();
    ReleaseDefinition definition = definition(release, read);
    Optional<Release> before = decidingLast(earlier);
    return new Succession(
        release,
        before.map(Release::releaseId),
        before
            .map(found -> sequences(found, definition(found, read), release, definition))
            .orElseGet(() -> allNew(definition)),
        release
            .activeFrom()
            .map(Instant::toEpochMilli)
            .map(from -> features(release, new InForce(definition, from), before, earlier, read))
            .orElse(List.of()));
  }

  /** One that was promoted later, and is not live any more, was taken out. */
  private static Optional<Release> decidingLast(List<Release> earlier) {
    Optional<Release> live =
        earlier.stream()
            .filter(each -> each.state() == ReleaseState.LIVE)
            .reduce((left, right) -> right);
    return live.isPresent() ? live : earlier.stream().reduce((left, right) -> right);
  }

  private static PatternChanges allNew(ReleaseDefinition definition) {
    List<String> all = definition.patterns().stream().map(PatternDefinition::id).toList();
    return new PatternChanges(List.of(), List.of(), all, List.of());
  }

  /** A sequence that is switched off loses its open matches. */
  private static PatternChanges sequences(
      Release before, ReleaseDefinition old, Release after, ReleaseDefinition now) {
    PatternChanges changes = PatternChanges.between(old, now);
    Predicate<String> isOff =
        id -> before.disabledRules().contains(id) || after.disabledRules().contains(id);
    List<String> keeping = changes.kept().stream().filter(isOff.negate()).toList();
    List<String> afresh =
        now.patterns().stream()
            .map(PatternDefinition::id)
            .filter(
                id ->
                    changes.afresh().contains(id)
                        || (changes.kept().contains(id) && isOff.test(id)))
            .toList();
    return new PatternChanges(keeping, afresh, changes.added(), changes.removed());
  }

  private List<FeatureWarmth> features(
      Release release,
      InForce inForce,
      Optional<Release> before,
      List<Release> earlier,
      Map<String, ReleaseDefinition> read) {
    List<InForce> chain = new ArrayList<>();
    long since = inForce.activeFrom() - FeatureWarmth.lookBack(inForce.release());
    for (int i = earlier.size() - 1; i >= 0; i--) {
      InForce one = inForce(earlier.get(i), read);
      chain.add(0, one);
      if (one.activeFrom() <= since) {
        break; // what it changed was over before anything that matters now
      }
    }
    if (before.isPresent() && !before.get().equals(earlier.get(earlier.size() - 1))) {
      // It decides again since the one after it was taken out. When that was, nobody has noted.
      chain.add(new InForce(definition(before.get(), read), inForce.activeFrom()));
    }
    if (release.state() == ReleaseState.SHADOW && !chain.isEmpty()) {
      return FeatureWarmth.inShadow(inForce, chain, deduplicationHorizon, allowedLateness);
    }
    chain.add(inForce);
    return FeatureWarmth.of(chain, deduplicationHorizon, allowedLateness);
  }

  private InForce inForce(Release release, Map<String, ReleaseDefinition> read) {
    return new InForce(
        definition(release, read), release.activeFrom().orElseThrow().toEpochMilli());
  }

  private ReleaseDefinition definition(Release release, Map<String, ReleaseDefinition> read) {
    return read.computeIfAbsent(release.releaseId(), releases::definition);
  }
}
