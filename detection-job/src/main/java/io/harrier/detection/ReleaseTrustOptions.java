package io.harrier.detection;

import io.harrier.detection.evaluate.ReleaseTrust;
import io.harrier.engine.signature.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of the job that say whose releases it loads. */
final class ReleaseTrustOptions {

  @Option(
      names = "--release-keys",
      split = ",",
      paramLabel = "FILE,...",
      description =
          "PEM files with the public keys of Ed25519 by which releases are signed; only what one of"
              + " them has signed is loaded. Read when the job is submitted.")
  private List<Path> releaseKeys = new ArrayList<>();

  @Option(
      names = "--unsigned-releases",
      defaultValue = "REFUSE",
      description =
          "What happens where no key is given: the job is not submitted, or loads whatever release"
              + " is on the topic, so that whoever can write there executes code in it:"
              + " ${COMPLETION-CANDIDATES}.")
  private UnsignedReleases unsignedReleases;

  /**
   * Reads the keys.
   *
   * @throws IllegalArgumentException if a key cannot be read, or the options contradict each other
   */
  ReleaseTrust toTrust() {
    if (releaseKeys.isEmpty()) {
      Settings.require(
          unsignedReleases == UnsignedReleases.ACCEPT,
          "--release-keys must name the public keys of those who publish releases; to load whatever"
              + " anybody publishes, for trials, say --unsigned-releases=accept");
      return ReleaseTrust.inAnybody();
    }
    Settings.require(
        unsignedReleases == UnsignedReleases.REFUSE,
        "--unsigned-releases=accept and --release-keys exclude each other: leave one out");
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : releaseKeys) {
      try {
        keys.addAll(KeyFile.readPublic(file));
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "--release-keys: %s cannot be read: %s".formatted(file, e.getMessage()), e);
      }
    }
    return ReleaseTrust.in(keys);
  }

  /** What becomes of releases where no key is known. */
  enum UnsignedReleases {
    REFUSE,
    ACCEPT
  }
}
