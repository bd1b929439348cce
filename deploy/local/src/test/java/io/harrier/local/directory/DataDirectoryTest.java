package io.harrier.local.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.local.CommandFailedException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path temporary;
  private DataDirectory directory;

  @BeforeEach
  void prepare() {
    directory = new DataDirectory(temporary.resolve("a directory"));
    directory.prepare();
  }

  @Test
  void aNewDirectoryKeepsWhatItWasCreatedWith() {
    DirectoryFormat created = new DirectoryFormat(DirectoryFormat.CURRENT, 8, 2);

    assertThat(DirectoryFormat.establish(directory, created)).isEqualTo(created);
    assertThat(DirectoryFormat.establish(directory, DirectoryFormat.withDefaults(1)))
        .isEqualTo(created);
  }

  @Test
  void aDirectoryOfANewerVersionIsRefused() throws Exception {
    Files.writeString(
        directory.formatFile(),
        "{\"format\": 99, \"partitions\": 4, \"parallelism\": 2, \"news\": true}");

    assertThatThrownBy(() -> DirectoryFormat.establish(directory, DirectoryFormat.withDefaults(2)))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("has format 99, written by a newer Harrier");
  }

  @Test
  void aDirectoryWithAKafkaThatThisOneCannotReadIsRefused() throws Exception {
    Files.writeString(
        directory.formatFile(), "{\"format\": 1, \"partitions\": 4, \"parallelism\": 2}");

    assertThatThrownBy(() -> DirectoryFormat.establish(directory, DirectoryFormat.withDefaults(2)))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("whose Kafka 4.3 the present 4.2 cannot read")
        .hasMessageContaining("--data");
  }

  @Test
  void aDamagedFormatFileIsRefused() throws Exception {
    Files.writeString(directory.formatFile(), "{");

    assertThatThrownBy(() -> DirectoryFormat.establish(directory, DirectoryFormat.withDefaults(2)))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void aFileInItsPlaceIsRefused() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> new DataDirectory(file).prepare())
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("there is a file of that name");
  }

  @Test
  void oneHolderAtATime() {
    assertThat(DirectoryLock.holder(directory)).isEmpty();
    try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
      long pid = ProcessHandle.current().pid();
      assertThat(lock).isNotNull();
      assertThat(DirectoryLock.holder(directory)).hasValue(pid);
      assertThatThrownBy(() -> DirectoryLock.acquire(directory))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("process " + pid + " already runs on " + directory.root());
    }
    assertThat(DirectoryLock.holder(directory)).isEmpty();
  }

  @Test
  void oneUpgradeAtATime() {
    assertThat(UpgradeLock.isHeld(directory)).isFalse();
    try (UpgradeLock lock = UpgradeLock.acquire(directory)) {
      assertThat(lock).isNotNull();
      assertThat(UpgradeLock.isHeld(directory)).isTrue();
      assertThatThrownBy(() -> UpgradeLock.acquire(directory))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("another upgrade is under way on " + directory.root());
    }
    assertThat(UpgradeLock.isHeld(directory)).isFalse();
  }

  @Test
  void aFlinkIsKnownByAnyNameOfThisMachine() {
    Endpoints endpoints =
        new Endpoints("k:1", "jdbc:postgresql://p:2/x", "redis://r:3", "http://127.0.0.1:8081");

    assertThat(endpoints.isFlinkAt(URI.create("http://localhost:8081"))).isTrue();
    assertThat(endpoints.isFlinkAt(URI.create("http://localhost:8082"))).isFalse();
    assertThat(endpoints.isFlinkAt(URI.create("http://192.0.2.7:8081"))).isFalse();
  }

  @Test
  void endpointsAreThereWhileReady() {
    Endpoints endpoints =
        new Endpoints("k:1", "jdbc:postgresql://p:2/x", "redis://r:3", "http://f:4");
    assertThatThrownBy(() -> Endpoints.require(directory))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("start it with ./harrier up --data " + directory.root());

    try (DirectoryLock demo = DirectoryLock.acquire(directory.demo())) {
      assertThat(demo).isNotNull();
      assertThatThrownBy(() -> Endpoints.require(directory))
          .hasMessageContaining("a demo runs: --data " + directory.demo().root());
    }

    endpoints.write(directory);
    assertThat(Endpoints.require(directory)).isEqualTo(endpoints);

    Endpoints.remove(directory);
    assertThat(Endpoints.find(directory)).isEmpty();
  }
}
