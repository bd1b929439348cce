package io.harrier.registry;

import io.harrier.model.ReleaseState;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The transitions that {@link ReleaseState} draws, and no others; the schema holds to them too. */
final class Lifecycle {
  private Lifecycle() {}

  static Set<ReleaseState> after(ReleaseState state) {
    return switch (state) {
      case DRAFT -> EnumSet.of(ReleaseState.VALIDATED);
      case VALIDATED ->
          EnumSet.of(
              ReleaseState.SHADOW, ReleaseState.CANARY, ReleaseState.LIVE, ReleaseState.RETIRED);
      case SHADOW -> EnumSet.of(ReleaseState.CANARY, ReleaseState.LIVE, ReleaseState.RETIRED);
      case CANARY -> EnumSet.of(ReleaseState.LIVE, ReleaseState.RETIRED);
      case LIVE -> EnumSet.of(ReleaseState.RETIRED);
      case RETIRED -> EnumSet.noneOf(ReleaseState.class);
    };
  }

  /** Where a promotion leads, one step at a time. */
  static Optional<ReleaseState> next(ReleaseState state) {
    return switch (state) {
      case VALIDATED -> Optional.of(ReleaseState.SHADOW);
      case SHADOW -> Optional.of(ReleaseState.CANARY);
      case CANARY -> Optional.of(ReleaseState.LIVE);
      case DRAFT, LIVE, RETIRED -> Optional.empty();
    };
  }

  /** Whether a second person must have approved what gets there: shadows harm nobody. */
  static boolean needsApproval(ReleaseState state) {
    return switch (state) {
      case CANARY, LIVE -> true;
      case DRAFT, VALIDATED, SHADOW, RETIRED -> false;
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
