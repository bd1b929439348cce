package io.harrier.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.signature.KeyFile;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
  @TempDir Path root;
  private DataDirectory directory;

  @BeforeEach
  void start() {
    directory = new DataDirectory(root);
    SigningKeys.ensure(directory);
  }

  @Test
  void aDirectoryKeepsItsKeys() throws IOException {
    List<PublicKey> keys = KeyFile.readPublic(directory.releaseKeys());

    SigningKeys.ensure(directory);

    assertThat(KeyFile.readPublic(directory.releaseKeys())).isEqualTo(keys);
    assertThat(SigningKeys.signer(directory.signingKey())).isNotNull();
    assertThat(root.resolve("keys.new")).doesNotExist();
  }

  @Test
  void thePrivateKeyMayBeElsewhere() throws IOException {
    List<PublicKey> keys = KeyFile.readPublic(directory.releaseKeys());
    Files.delete(directory.signingKey());

    SigningKeys.ensure(directory);

    assertThat(KeyFile.readPublic(directory.releaseKeys())).isEqualTo(keys);
    assertThatThrownBy(() -> SigningKeys.signer(directory.signingKey()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("--signing-key");
  }

  @Test
  void aLostPublicKeyIsNotReplacedByAnother() throws IOException {
    Files.delete(directory.releaseKeys());

    assertThatThrownBy(() -> SigningKeys.ensure(directory))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("-pubout");
  }

  @Test
  void whatSomebodyKeepsThereIsLeftAlone() throws IOException {
    Files.delete(directory.releaseKeys());
    Files.delete(directory.signingKey());
    Path own = directory.signingKey().resolveSibling("mine.pem");
    Files.writeString(own, "mine");

    assertThatThrownBy(() -> SigningKeys.ensure(directory))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("empty or not there");
    assertThat(own).hasContent("mine");
  }
}
