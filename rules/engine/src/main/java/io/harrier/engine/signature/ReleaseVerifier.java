package io.harrier.engine.signature;

import io.harrier.engine.bundle.ContentHash;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.Locale;

/** Tells releases that a registry stands for from others, before anything of them is loaded. */
public final class ReleaseVerifier implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<PublicKey> keys;

  /**
   * @param keys of Ed25519; a signature by any of them counts
   */
  public ReleaseVerifier(List<PublicKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("without a key nothing can be verified: name one");
    }
    this.keys = List.copyOf(keys);
  }

  /**
   * Checks that the bundle is what the hash says, that a release which decides has an approver who
   * is not its author, and that the signature states all that.
   *
   * @throws InvalidSignatureException with the first of these that does not hold
   */
  public void verify(PublishedRelease release) throws InvalidSignatureException {
    String content = ContentHash.of(release.bundle());
    if (!content.equals(release.contentHash())) {
      throw invalid(release, "its bundle's SHA-256 is " + content + ", not what it says");
    }
    if (release.state() == ReleaseState.LIVE || release.state() == ReleaseState.CANARY) {
      requireApproval(release);
    }
    if (release.signature().length == 0) {
      throw invalid(release, "it is not signed");
    }
    byte[] statement = ReleaseStatement.of(release).canonical();
    if (keys.stream().noneMatch(key -> isSigned(key, statement, release.signature()))) {
      throw invalid(
          release,
          "its signature is by another key, or of another version, content, state, activation,"
              + " author or approver");
    }
  }

  private static void requireApproval(PublishedRelease release) throws InvalidSignatureException {
    if (release.author() == null || release.approver() == null) {
      throw invalid(release, "it is " + release.state() + " and nobody approved it");
    }
    if (identity(release.author()).equals(identity(release.approver()))) {
      throw invalid(release, "its author " + release.author() + " approved it");
    }
  }

  private static String identity(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isSigned(PublicKey key, byte[] statement, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(KeyFile.ALGORITHM);
      signature.initVerify(key);
      signature.update(statement);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // not a signature at all, which says as much
    }
  }

  private static InvalidSignatureException invalid(PublishedRelease release, String reason) {
    return new InvalidSignatureException(
        "release %s is refused: %s".formatted(release.releaseId(), reason));
  }
}
