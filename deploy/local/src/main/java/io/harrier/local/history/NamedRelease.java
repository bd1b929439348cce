package io.harrier.local.history;

import io.harrier.backtest.Candidate;
import io.harrier.engine.bundle.ContentHash;
import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.CompilationLimitException;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.Problem;
import io.harrier.local.CommandFailedException;
import io.harrier.registry.Release;
import io.harrier.registry.StoredReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A release as a command names it: a folder, which is compiled; a file with a bundle, whose classes
 * are executed, so that it must be one's own; {@code name@version} of the registry; or {@code
 * live}, the one that decides now.
 */
public final class NamedRelease {
  private static final Pattern RELEASE_ID = Pattern.compile("[^/\\s@]+@\\d+");

  /** Names the release that decides now. */
  public static final String LIVE = "live";

  private final Supplier<StoredReleases> registry;
  private final InstantSource clock;

  /**
   * @param registry asked for only when the name is one of the registry's
   */
  public NamedRelease(Supplier<StoredReleases> registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * Loads the release.
   *
   * @throws InvalidReleaseException with every problem of a folder
   * @throws CommandFailedException if nothing is called so
   */
  public Candidate load(String name) throws InvalidReleaseException {
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      CompiledRelease compiled = compile(path);
      return load(compiled.definition().name() + "@draft", compiled.bundle(), name);
    }
    if (Files.isRegularFile(path)) {
      try {
        return load(path.getFileName().toString(), Files.readAllBytes(path), name);
      } catch (IOException e) {
        throw new CommandFailedException("cannot read " + name + ": " + e.getMessage(), e);
      }
    }
    if (name.equals(LIVE)) {
      return registered(live(registry.get(), clock));
    }
    if (RELEASE_ID.matcher(name).matches()) {
      return registered(registry.get().show(name));
    }
    throw new CommandFailedException(
        name
            + " is neither a folder with release.yaml, nor a file with a bundle, nor a release such"
            + " as harrier-base@1 (./harrier rules list shows them)");
  }

  /**
   * The release that decides now.
   *
   * @throws CommandFailedException if none does
   */
  public static Release live(StoredReleases registry, InstantSource clock) {
    return registry
        .decidingAt(clock.instant())
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "no release is live: publish one, or name a folder or name@version"));
  }

  private static CompiledRelease compile(Path folder) throws InvalidReleaseException {
    try {
      return new ReleaseCompiler().compile(folder);
    } catch (CompilationLimitException e) {
      throw new InvalidReleaseException(List.of(new Problem(".", 0, e.getMessage())));
    }
  }

  private Candidate registered(Release release) {
    byte[] bundle = registry.get().bundle(release.releaseId());
    if (!ContentHash.of(bundle).equals(release.contentHash())) {
      throw new CommandFailedException(
          "the bundle of %s in the database is not the one that was stored: ./harrier audit verify"
              .formatted(release.releaseId()));
    }
    return load(release.releaseId(), bundle, release.releaseId());
  }

  private static Candidate load(String releaseId, byte[] bundle, String name) {
    try {
      return new Candidate(releaseId, LoadedRelease.load(bundle));
    } catch (InvalidBundleException e) {
      throw new CommandFailedException(
          name + " cannot be loaded: " + e.getMessage() + ". Name a release's folder instead", e);
    }
  }
}
