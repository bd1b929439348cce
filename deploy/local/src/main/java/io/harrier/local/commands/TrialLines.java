package io.harrier.local.commands;

import io.harrier.backtest.report.TrialText;
import io.harrier.local.history.ReleaseTrial;
import io.harrier.registry.Release;
import io.harrier.registry.ReleaseRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** What is said of a release on trial by the commands that move it. */
final class TrialLines {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private TrialLines() {}

  /** How its difference to the live release is seen. */
  static void hint(PrintWriter out, Release release) {
    if (ReleaseTrial.isTried(release)) {
      out.printf("What it does otherwise: ./harrier rules compare %s%n", release.releaseId());
    }
  }

  /**
   * Its difference to the live release in short, if it is on trial; or one line that says why not.
   */
  static void brief(PrintWriter out, RegistryOptions options, String releaseId) {
    ReleaseRegistry registry = options.registry();
    Release release = registry.show(releaseId);
    if (!ReleaseTrial.isTried(release)) {
      return;
    }
    try {
      ReleaseTrial trial =
          ReleaseTrial.of(release, registry, options.endpoints().kafka(), InstantSource.system());
      out.print(
          TrialText.briefly(
              trial.compare(Optional.empty(), (done, total) -> {}, Optional.of(LIMIT))));
    } catch (RuntimeException e) { // whatever it is, the promotion does not depend on it
      out.printf("How it differs from the live release is not known: %s%n", e.getMessage());
    }
    out.flush();
  }
}
