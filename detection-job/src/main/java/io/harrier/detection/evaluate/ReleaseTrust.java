package io.harrier.detection.evaluate;

import io.harrier.engine.signature.InvalidSignatureException;
import io.harrier.engine.signature.ReleaseVerifier;
import io.harrier.model.PublishedRelease;
import java.io.Serializable;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Whose releases a job loads: those that one of some keys has signed, or any. */
public final class ReleaseTrust implements Serializable {
  private static final long serialVersionUID = 1L;

  /** {@code null} where anything is loaded. */
  private final ReleaseVerifier verifier;

  private ReleaseTrust(ReleaseVerifier verifier) {
    this.verifier = verifier;
  }

  /** Loads what one of these keys has signed. */
  public static ReleaseTrust in(List<PublicKey> keys) {
    return new ReleaseTrust(new ReleaseVerifier(keys));
  }

  /** Loads whatever is on the topic: whoever can write there executes code in the job. */
  public static ReleaseTrust inAnybody() {
    return new ReleaseTrust(null);
  }

  /** Why a release is not to be loaded; empty if it is. */
  Optional<String> objection(PublishedRelease release) {
    if (verifier == null) {
      return Optional.empty();
    }
    try {
      verifier.verify(release);
      return Optional.empty();
    } catch (InvalidSignatureException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public String toString() {
    return verifier == null ? "unsigned releases are loaded" : "only signed releases are loaded";
  }
}
