package io.harrier.engine.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path directory;

  @Test
  void keysSurviveTheirFiles() throws IOException {
    KeyPair keys = KeyFile.generate();
    Path secret = directory.resolve("private.pem");
    Path open = directory.resolve("public.pem");
    KeyFile.writePrivate(secret, keys.getPrivate());
    KeyFile.writePublic(open, keys.getPublic());

    assertThat(KeyFile.readPrivate(secret)).isEqualTo(keys.getPrivate());
    assertThat(KeyFile.readPublic(open)).containsExactly(keys.getPublic());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileMayHoldSeveralKeysAndWords() throws IOException {
    KeyPair old = KeyFile.generate();
    KeyPair next = KeyFile.generate();
    Path one = directory.resolve("one.pem");
    Path two = directory.resolve("two.pem");
    KeyFile.writePublic(one, old.getPublic());
    KeyFile.writePublic(two, next.getPublic());
    Path both = directory.resolve("both.pem");
    Files.writeString(both, "until March\n" + Files.readString(one) + Files.readString(two));

    assertThat(KeyFile.readPublic(both)).containsExactly(old.getPublic(), next.getPublic());
  }

  @Test
  void whatIsNoKeyIsNamed() throws IOException {
    Path file = directory.resolve("key.pem");
    Files.writeString(file, "hello");
    assertThatThrownBy(() -> KeyFile.readPublic(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key.pem")
        .hasMessageContaining("BEGIN PUBLIC KEY");

    Files.writeString(file, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    assertThatThrownBy(() -> KeyFile.readPublic(file)).hasMessageContaining("not of Ed25519");
  }
}
