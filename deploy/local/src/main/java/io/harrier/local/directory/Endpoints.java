package io.harrier.local.directory;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Where to reach what runs: {@code endpoints.json}, there while everything is ready.
 *
 * @param kafka bootstrap servers
 * @param postgres JDBC URL with the user
 * @param redis URI
 * @param flink REST URL, which also serves the web interface
 */
public record Endpoints(String kafka, String postgres, String redis, String flink) {

  public void write(DataDirectory directory) {
    try {
      JsonFile.write(directory.endpointsFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the Flink at a URL is this one, by whatever name of this machine. */
  public boolean isFlinkAt(URI url) {
    try {
      return URI.create(flink).getPort() == url.getPort()
          && InetAddress.getByName(url.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** What stands in the directory, or nothing when it is not ready. */
  public static Optional<Endpoints> find(DataDirectory directory) {
    try {
      return Optional.of(
          new ObjectMapper()
              .readerFor(Endpoints.class)
              .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(Files.readAllBytes(directory.endpointsFile())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new CommandFailedException(
          directory.endpointsFile() + " cannot be read: stop and start again with ./harrier up", e);
    }
  }

  /**
   * @throws CommandFailedException if nothing is ready on the directory
   */
  public static Endpoints require(DataDirectory directory) {
    return find(directory)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "nothing is ready on %s: start it with ./harrier up --data %s%s"
                        .formatted(directory.root(), directory.root(), elsewhere(directory))));
  }

  /** Who looks on while a demo runs has the demo in mind. */
  private static String elsewhere(DataDirectory directory) {
    DataDirectory demo = directory.demo();
    boolean runs = !demo.equals(directory) && DirectoryLock.holder(demo).isPresent();
    return runs ? "; a demo runs: --data " + demo.root() : "";
  }

  public static void remove(DataDirectory directory) {
    try {
      Files.deleteIfExists(directory.endpointsFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
