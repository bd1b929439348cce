package io.harrier.local.platform;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.library.ShippedRelease;
import io.harrier.registry.ReleaseArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The shipped release, compiled when Harrier was built: the first start need not wait for it. */
final class ShippedArtifact {
  private static final String BUNDLE = ShippedRelease.NAME + ".bundle";
  private static final String SOURCES = ShippedRelease.NAME + ".zip";

  private ShippedArtifact() {}

  /**
   * Called by the build.
   *
   * @param arguments the folder of the build's classes
   */
  public static void main(String[] arguments) throws IOException {
    String here = ShippedArtifact.class.getPackageName().replace('.', '/');
    Path folder = Files.createDirectories(Path.of(arguments[0]).resolve(here));
    ReleaseArtifact artifact = compile();
    Files.write(folder.resolve(BUNDLE), artifact.bundle());
    Files.write(folder.resolve(SOURCES), artifact.sources());
  }

  /** As it was built; compiled now if it was built by something that leaves it out, as IDEs do. */
  static ReleaseArtifact load() {
    try (InputStream bundle = ShippedArtifact.class.getResourceAsStream(BUNDLE);
        InputStream sources = ShippedArtifact.class.getResourceAsStream(SOURCES)) {
      return bundle == null || sources == null
          ? compile()
          : ReleaseArtifact.of(bundle.readAllBytes(), sources.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidBundleException e) {
      throw new IllegalStateException("the shipped release was built by another Harrier", e);
    }
  }

  private static ReleaseArtifact compile() throws IOException {
    try {
      return ShippedReleaseCompiler.compile(Map.of());
    } catch (InvalidReleaseException e) {
      throw new IllegalStateException("the shipped release is not valid", e);
    }
  }
}
