package io.harrier.registry;

import io.harrier.model.ReleaseState;
import java.util.EnumSet;
import java.util.Set;

/** The transitions that {@link ReleaseState} draws, and no others. */
final class Lifecycle {
  private Lifecycle() {}

  static Set<ReleaseState> after(ReleaseState state) {
    return switch (state) {
      case DRAFT -> EnumSet.of(ReleaseState.VALIDATED);
      case VALIDATED -> EnumSet.of(ReleaseState.SHADOW, ReleaseState.LIVE);
      case SHADOW -> EnumSet.of(ReleaseState.CANARY, ReleaseState.LIVE);
      case CANARY -> EnumSet.of(ReleaseState.LIVE);
      case LIVE -> EnumSet.of(ReleaseState.RETIRED);
      case RETIRED -> EnumSet.noneOf(ReleaseState.class);
    };
  }

  /**
   * @throws RefusedException if the release cannot go there from where it is
   */
  static void check(Release release, ReleaseState target) {
    if (!after(release.state()).contains(target)) {
      throw new RefusedException(
          "release %s is %s and cannot become %s%s"
              .formatted(
                  release.releaseId(),
                  release.state(),
                  target,
                  release.state() == ReleaseState.RETIRED
                      ? ": roll back to it, which makes a new version of its content"
                      : ""));
    }
  }
}
