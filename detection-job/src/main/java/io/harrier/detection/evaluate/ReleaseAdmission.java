package io.harrier.detection.evaluate;

import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Which releases one subtask may load: each change of one is looked at once. */
final class ReleaseAdmission {
  private static final int MAX_VERDICTS = 256;

  private final ReleaseTrust trust;
  private final Consumer<String> onRefused;

  /** By release, the newest change that was looked at; of the releases looked at last. */
  private final Map<String, Verdict> verdicts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
          return size() > MAX_VERDICTS;
        }
      };

  private record Verdict(long position, boolean admitted) {}

  /**
   * @param onRefused told once of each change that is refused, with a sentence that says why; not
   *     of a release that only waits, which may be signed when it is let go on
   */
  ReleaseAdmission(ReleaseTrust trust, Consumer<String> onRefused) {
    this.trust = trust;
    this.onRefused = onRefused;
  }

  boolean admits(PublishedRelease release) {
    Verdict known = verdicts.get(release.releaseId());
    if (known == null || known.position() != release.position()) {
      Optional<String> objection = trust.objection(release);
      known = new Verdict(release.position(), objection.isEmpty());
      verdicts.put(release.releaseId(), known);
      if (release.state() != ReleaseState.VALIDATED) {
        objection.ifPresent(onRefused);
      }
    }
    return known.admitted();
  }
}
