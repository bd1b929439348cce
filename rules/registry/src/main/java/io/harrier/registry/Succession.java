package io.harrier.registry;

import io.harrier.engine.sequence.PatternChanges;
import io.harrier.engine.window.FeatureWarmth;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a release takes over from the one before it.
 *
 * @param release the later one
 * @param before the id of the release that decides, or decided, until then; empty for the first
 * @param sequences what becomes of open matches; of a release in shadow, and of one that has no
 *     time yet, once it decides after the one that does now. A sequence that is switched off in
 *     either release starts afresh
 * @param features from when on each is warm; empty without an activation time
 */
public record Succession(
    Release release,
    Optional<String> before,
    PatternChanges sequences,
    List<FeatureWarmth> features) {

  public Succession {
    Objects.requireNonNull(before, "before");
    features = List.copyOf(features);
  }

  /** The features that are not warm for every user as soon as the release is active. */
  public List<FeatureWarmth> notWarmAtOnce() {
    long active = release.activeFrom().map(Instant::toEpochMilli).orElse(FeatureWarmth.NEVER);
    return features.stream().filter(feature -> feature.warmForBusyUsersFrom() > active).toList();
  }
}
