package io.harrier.local.platform;

import io.harrier.engine.signature.KeyFile;
import io.harrier.engine.signature.ReleaseSigner;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.flink.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;

/** The keys of a data directory, by which its releases are signed. */
public final class SigningKeys {
  private SigningKeys() {}

  /**
   * Makes a pair of keys on a new directory. Later the public one is enough: the private one may
   * have been taken to where releases are signed.
   */
  static void ensure(DataDirectory directory) {
    if (Files.exists(directory.releaseKeys())) {
      return;
    }
    if (Files.exists(directory.signingKey())) {
      throw new CommandFailedException(
          "%s is there and %s is not: restore it, openssl pkey -in PRIVATE -pubout makes it"
              .formatted(directory.signingKey(), directory.releaseKeys()));
    }
    Path keys = directory.signingKey().getParent();
    Path unfinished = keys.resolveSibling(keys.getFileName() + ".new");
    try {
      FileTree.delete(unfinished);
      Files.createDirectories(unfinished);
      KeyPair pair = KeyFile.generate();
      KeyFile.writePrivate(
          unfinished.resolve(directory.signingKey().getFileName()), pair.getPrivate());
      KeyFile.writePublic(
          unfinished.resolve(directory.releaseKeys().getFileName()), pair.getPublic());
      Files.move(unfinished, keys, StandardCopyOption.ATOMIC_MOVE); // both, or none
    } catch (IOException e) {
      throw new CommandFailedException(
          "the keys that sign releases cannot be written to %s: it must be writable, and empty or not there: %s"
              .formatted(keys, e),
          e);
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
