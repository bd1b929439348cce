package io.harrier.engine.signature;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs releases with one private key. */
public final class ReleaseSigner {
  private final PrivateKey key;

  /**
   * @param key of Ed25519
   */
  public ReleaseSigner(PrivateKey key) {
    this.key = key;
  }

  /** Ed25519 (RFC 8032), 64 bytes. */
  public byte[] sign(ReleaseStatement statement) {
    try {
      Signature signature = Signature.getInstance(KeyFile.ALGORITHM);
      signature.initSign(key);
      signature.update(statement.canonical());
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "release " + statement.releaseId() + " cannot be signed: " + e.getMessage(), e);
    }
  }
}
