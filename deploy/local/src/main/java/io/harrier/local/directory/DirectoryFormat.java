package io.harrier.local.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * What a data directory was created with: {@code harrier.json}.
 *
 * @param format version of the directory's layout
 * @param partitions of every topic that is keyed by user; a user's transactions stay in one
 *     partition only while this does not change
 * @param parallelism of the jobs; kept, so that Kafka transactions of one run are found by the next
 */
public record DirectoryFormat(int format, int partitions, int parallelism) {

  /**
   * The format that this version writes. 1 was that of builds before version 0.1.0, whose Kafka 4.3
   * wrote what 4.2 cannot read.
   */
  public static final int CURRENT = 2;

  /** What a new directory gets when nothing is asked for. */
  public static DirectoryFormat withDefaults(int processors) {
    return new DirectoryFormat(CURRENT, 4, Math.max(1, Math.min(processors, 2)));
  }

  /**
   * Reads the format of an existing directory, or writes {@code wanted} into a new one.
   *
   * @throws CommandFailedException if a newer version of Harrier wrote the directory, or if it is
   *     not a data directory at all
   */
  public static DirectoryFormat establish(DataDirectory directory, DirectoryFormat wanted) {
    try {
      if (directory.isCreated()) {
        return read(directory);
      }
      JsonFile.write(directory.formatFile(), wanted);
      return wanted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the format of an existing directory.
   *
   * @throws CommandFailedException likewise
   */
  public static DirectoryFormat require(DataDirectory directory) {
    try {
      return read(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DirectoryFormat read(DataDirectory directory) throws IOException {
    DirectoryFormat found;
    try {
      found =
          new ObjectMapper()
              .readerFor(DirectoryFormat.class)
              .without(
                  com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(Files.readAllBytes(directory.formatFile()));
    } catch (JsonProcessingException e) {
      throw new CommandFailedException(
          directory.formatFile()
              + " is damaged: restore it from a copy, or start on another directory with --data",
          e);
    }
    if (found.format() > CURRENT) {
      throw new CommandFailedException(
          "the data directory "
              + directory.root()
              + " has format "
              + found.format()
              + ", written by a newer Harrier; this one knows format "
              + CURRENT
              + ": use the newer version, or another directory with --data");
    }
    if (found.format() == 1) {
      throw new CommandFailedException(
          "the data directory %s was written by a build before version 0.1.0, whose Kafka 4.3 the present 4.2 cannot read"
                  .formatted(directory.root())
              + ": use another directory with --data, or delete this one");
    }
    if (found.format() < 1 || found.partitions() < 1 || found.parallelism() < 1) {
      throw new CommandFailedException(
          directory.formatFile()
              + " does not describe a data directory: restore it from a copy, or use another"
              + " directory with --data");
    }
    return found;
  }
}
