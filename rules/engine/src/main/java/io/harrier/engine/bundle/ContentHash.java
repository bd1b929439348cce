package io.harrier.engine.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that names a bundle's content. */
public final class ContentHash {
  private ContentHash() {}

  /** SHA-256 of a bundle, lower-case hex. */
  public static String of(byte[] bundle) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bundle));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
