package io.harrier.registry;

import io.harrier.engine.bundle.Bundle;
import io.harrier.engine.bundle.ContentHash;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.ReleaseReader;
import io.harrier.engine.rule.RuleConstants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Releases for tests that load none: where it does not matter, their bundles hold no classes. */
public final class TestReleases {
  private TestReleases() {}

  /** A release with one rule that looks for payments above a limit. */
  public static ReleaseArtifact artifact(Path folder, String name, int limit)
      throws IOException, InvalidReleaseException {
    return ReleaseArtifact.compile(folder(folder, name, limit), TestReleases::withoutClasses);
  }

  /** Writes such a release, and returns the folder. */
  static Path folder(Path folder, String name, int limit) throws IOException {
    Files.writeString(folder.resolve("release.yaml"), "name: " + name + "\ndescription: a test\n");
    Files.writeString(
        folder.resolve("rules.drl"),
        """
        rule "Large payment"
          @id("large-payment") @severity("HIGH")
        when
          Transaction( amount > %d )
        then
          alert( 40, "large" );
        end
        """
            .formatted(limit));
    return folder;
  }

  static CompiledRelease withoutClasses(Path folder) throws InvalidReleaseException {
    ReleaseDefinition definition = ReleaseReader.read(folder);
    byte[] bundle =
        new Bundle(
                definition,
                new RuleConstants(List.of(), List.of(), List.of(), List.of()),
                "",
                "none",
                "none",
                new TreeMap<>())
            .pack();
    return new CompiledRelease(definition, bundle, ContentHash.of(bundle));
  }
}
