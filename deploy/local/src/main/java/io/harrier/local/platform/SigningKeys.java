package io.harrier.local.platform;

import io.harrier.engine.signature.KeyFile;
import io.harrier.engine.signature.ReleaseSigner;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;

/** The keys of a data directory, by which its releases are signed. */
public final class SigningKeys {
  private SigningKeys() {}

  /** Makes a pair of keys unless the directory has one. */
  static void ensure(DataDirectory directory) {
    if (Files.exists(directory.releaseKeys()) && Files.exists(directory.signingKey())) {
      return;
    }
    if (Files.exists(directory.signingKey())) {
      throw new CommandFailedException(
          "%s is there and %s is not: restore it, openssl pkey -in PRIVATE -pubout makes it"
              .formatted(directory.signingKey(), directory.releaseKeys()));
    }
    KeyPair keys = KeyFile.generate();
    try {
      Files.createDirectories(directory.signingKey().getParent());
      // The public one first: without the private one both are made anew.
      KeyFile.writePublic(directory.releaseKeys(), keys.getPublic());
      KeyFile.writePrivate(directory.signingKey(), keys.getPrivate());
    } catch (IOException e) {
      throw new UncheckedIOException("the keys that sign releases cannot be written", e);
    }
  }

  /**
   * What signs with a private key.
   *
   * @throws CommandFailedException if the file does not hold one, or cannot be read
   */
  public static ReleaseSigner signer(Path file) {
    try {
      return new ReleaseSigner(KeyFile.readPrivate(file));
    } catch (IOException e) {
      throw new CommandFailedException(
          "releases are signed with the key in %s, which cannot be read: %s. Name another with --signing-key, or work where it is"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
