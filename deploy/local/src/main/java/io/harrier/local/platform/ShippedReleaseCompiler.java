package io.harrier.local.platform;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.library.ShippedRelease;
import io.harrier.local.flink.FileTree;
import io.harrier.registry.ReleaseArtifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Compiles the shipped release, with more in it or as it is. Takes seconds, needs no server. */
public final class ShippedReleaseCompiler {
  private ShippedReleaseCompiler() {}

  /**
   * @param added files that the release's folder gets besides its own: name and text
   * @throws InvalidReleaseException if what was added is not valid
   */
  public static ReleaseArtifact compile(Map<String, String> added)
      throws IOException, InvalidReleaseException {
    Path folder = Files.createTempDirectory("harrier-shipped-release");
    try {
      ShippedRelease.extractTo(folder);
      for (Map.Entry<String, String> file : added.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
      }
      return ReleaseArtifact.compile(folder);
    } finally {
      FileTree.delete(folder);
    }
  }
}
