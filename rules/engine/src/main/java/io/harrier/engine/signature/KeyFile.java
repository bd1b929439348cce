package io.harrier.engine.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ed25519 keys in PEM files (RFC 7468), as {@code openssl genpkey -algorithm ed25519} writes them:
 * a private key in PKCS #8, public keys in SubjectPublicKeyInfo, any number in a file.
 */
public final class KeyFile {
  static final String ALGORITHM = "Ed25519";

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s*([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private KeyFile() {}

  /** A new pair of keys. */
  public static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }

  /** Writes a private key into a new file that its owner alone can read. */
  public static void writePrivate(Path file, PrivateKey key) throws IOException {
    write(file, PRIVATE, key, "rw-------");
  }

  /** Writes a public key into a new file. */
  public static void writePublic(Path file, PublicKey key) throws IOException {
    write(file, PUBLIC, key, "rw-r--r--");
  }

  /**
   * @throws IOException if the file cannot be read or holds no private key of Ed25519
   */
  public static PrivateKey readPrivate(Path file) throws IOException {
    List<byte[]> keys = read(file, PRIVATE);
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no private key of Ed25519: " + e.getMessage(), e);
    }
  }

  /**
   * All public keys of a file.
   *
   * @throws IOException if the file cannot be read, holds none, or one that is not of Ed25519
   */
  public static List<PublicKey> readPublic(Path file) throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    for (byte[] encoded : read(file, PUBLIC)) {
      try {
        keys.add(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
      } catch (GeneralSecurityException e) {
        throw new IOException(
            file + " holds a public key that is not of Ed25519: " + e.getMessage(), e);
      }
    }
    return keys;
  }

  private static void write(Path file, String kind, Key key, String permissions)
      throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    String pem = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(written);
    Files.createFile(written, attributes(permissions));
    Files.writeString(
        written, pem, StandardCharsets.US_ASCII, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static List<byte[]> read(Path file, String kind) throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    List<byte[]> found = new ArrayList<>();
    while (blocks.find()) {
      if (blocks.group(1).equals(kind)) {
        try {
          found.add(Base64.getMimeDecoder().decode(blocks.group(2)));
        } catch (IllegalArgumentException e) {
          throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
      }
    }
    if (found.isEmpty()) {
      throw new IOException(
          "%s holds no \"BEGIN %s\": it must be a PEM file with a key of Ed25519"
              .formatted(file, kind));
    }
    return found;
  }
}
