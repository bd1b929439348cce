package io.harrier.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArchiveTest {
  @TempDir Path folder;

  @Test
  void holdsEveryFileByItsPath() throws IOException {
    Files.writeString(folder.resolve("release.yaml"), "name: r");
    Files.createDirectories(folder.resolve("tests"));
    Files.writeString(folder.resolve("tests/a.yaml"), "[]");

    assertThat(files(FolderArchive.of(folder)))
        .isEqualTo(Map.of("release.yaml", "name: r", "tests/a.yaml", "[]"));
  }

  @Test
  void sameFilesGiveTheSameBytesWheneverTheyWereWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("release.yaml"), "name: r");
    byte[] before = FolderArchive.of(folder);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

    assertThat(FolderArchive.of(folder)).isEqualTo(before);
  }

  @Test
  void refusesAFolderOfData() throws IOException {
    try (RandomAccessFile large = new RandomAccessFile(folder.resolve("data").toFile(), "rw")) {
      large.setLength(FolderArchive.MAX_BYTES + 1);
    }

    assertThatThrownBy(() -> FolderArchive.of(folder))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("more than");
  }

  private static Map<String, String> files(byte[] zip) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
