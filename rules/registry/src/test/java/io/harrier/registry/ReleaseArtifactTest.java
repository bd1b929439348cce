package io.harrier.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.release.InvalidReleaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseArtifactTest {
  @TempDir static Path folder;
  private static ReleaseArtifact artifact;

  @BeforeAll
  static void compile() throws Exception {
    artifact = ReleaseArtifact.compile(TestReleases.folder(folder, "r", 100));
  }

  @Test
  void isWhatTheFolderHolds() {
    assertThat(artifact.name()).isEqualTo("r");
    assertThat(artifact.description()).isEqualTo("a test");
    assertThat(artifact.contentHash()).matches("[0-9a-f]{64}");
    assertThat(artifact.sources()).isEqualTo(FolderArchive.of(folder));
  }

  @Test
  void isTheSameAfterItWasKeptSomewhere() throws Exception {
    ReleaseArtifact again = ReleaseArtifact.of(artifact.bundle(), artifact.sources());

    assertThat(again).isEqualTo(artifact).hasToString(artifact.toString());
    assertThat(again.description()).isEqualTo("a test");
  }

  @Test
  void nobodyCanChangeIt() {
    String hash = artifact.contentHash();
    artifact.bundle()[0]++;
    artifact.sources()[0]++;

    assertThat(artifact.contentHash()).isEqualTo(hash);
    assertThat(artifact.sources()).isEqualTo(FolderArchive.of(folder));
  }

  @Test
  void aBundleThatIsNoneIsRefused() {
    assertThatThrownBy(() -> ReleaseArtifact.of(new byte[] {1}, artifact.sources()))
        .isInstanceOf(InvalidBundleException.class);
  }

  @Test
  void aFolderThatChangesMeanwhileIsRefused(@TempDir Path changing) throws IOException {
    Files.copy(folder.resolve("release.yaml"), changing.resolve("release.yaml"));
    Files.copy(folder.resolve("rules.drl"), changing.resolve("rules.drl"));

    assertThatThrownBy(() -> ReleaseArtifact.compile(changing, this::compileAndTouch))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("was changed while it was being compiled");
  }

  private CompiledRelease compileAndTouch(Path changing) throws InvalidReleaseException {
    var compiled = new ReleaseCompiler().compile(changing);
    try {
      Files.writeString(changing.resolve("more.drl"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compiled;
  }
}
