package io.harrier.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledJarsTest {
  @TempDir private Path folder;

  @Test
  void aStagedJarIsCurrentOnceItIsKept() throws IOException {
    InstalledJars jars = new InstalledJars(new DataDirectory(folder));
    Path jar = Files.writeString(folder.resolve("new.jar"), "new");

    Path staged = jars.stage(HarrierJob.DETECTION, jar);
    Files.delete(jar);

    assertThat(staged).hasContent("new");
    assertThat(jars.current(HarrierJob.DETECTION)).isEmpty();
    jars.keep(HarrierJob.DETECTION);
    assertThat(jars.current(HarrierJob.DETECTION))
        .hasValueSatisfying(current -> assertThat(current).hasContent("new"));
    assertThat(jars.current(HarrierJob.ALERTING)).isEmpty();
  }

  @Test
  void aDiscardedJarLeavesTheCurrentOne() throws IOException {
    InstalledJars jars = new InstalledJars(new DataDirectory(folder));
    Path unused = jars.stage(HarrierJob.ALERTING, Files.writeString(folder.resolve("1"), "1"));
    jars.keep(HarrierJob.ALERTING);
    Path staged = jars.stage(HarrierJob.ALERTING, Files.writeString(folder.resolve("2"), "2"));

    jars.discard(HarrierJob.ALERTING);

    assertThat(staged).doesNotExist();
    assertThat(jars.current(HarrierJob.ALERTING))
        .hasValueSatisfying(current -> assertThat(current).hasContent("1"));
  }

  @Test
  void saysWhatCannotBeCopied() {
    InstalledJars jars = new InstalledJars(new DataDirectory(folder));

    assertThatThrownBy(() -> jars.stage(HarrierJob.ALERTING, folder.resolve("none.jar")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("none.jar");
  }
}
