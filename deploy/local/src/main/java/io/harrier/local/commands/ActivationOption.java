package io.harrier.local.commands;

import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From when a release decides. */
final class ActivationOption {
  @Option(
      names = "--active-from",
      paramLabel = "TIME",
      description =
          "Event time from which it decides, such as 2026-11-22T12:00:00Z; two seconds from now"
              + " where omitted.")
  private Instant activeFrom;

  /** Empty for the registry's own choice. */
  Optional<Instant> time() {
    return Optional.ofNullable(activeFrom);
  }
}
