package io.harrier.registry;

import io.harrier.engine.bundle.ContentHash;
import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.gate.Gate;
import io.harrier.engine.release.InvalidReleaseException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A release that has been checked and compiled, and is not stored yet: the bundle that jobs load,
 * and the sources it was made of. Immutable; its identity is the hash of its bundle, so what is
 * reviewed is what is published. Making one takes seconds and needs no database, storing one
 * compiles nothing.
 */
public final class ReleaseArtifact {
  private final String name;
  private final String description;
  private final String contentHash;
  private final byte[] bundle;
  private final byte[] sources;

  private ReleaseArtifact(
      String name, String description, String contentHash, byte[] bundle, byte[] sources) {
    this.name = name;
    this.description = description;
    this.contentHash = contentHash;
    this.bundle = bundle;
    this.sources = sources;
  }

  /**
   * Takes a release's folder through the {@link Gate}.
   *
   * @throws InvalidReleaseException with every problem found
   * @throws RefusedException if the folder changes meanwhile
   */
  public static ReleaseArtifact compile(Path folder) throws InvalidReleaseException {
    return compile(folder, new Gate()::compile);
  }

  static ReleaseArtifact compile(Path folder, Compiler compiler) throws InvalidReleaseException {
    byte[] sources = FolderArchive.of(folder);
    CompiledRelease compiled = compiler.compile(folder);
    if (!Arrays.equals(sources, FolderArchive.of(folder))) {
      throw new RefusedException(
          "the release's folder %s was changed while it was being compiled: compile it again"
              .formatted(folder));
    }
    return new ReleaseArtifact(
        compiled.definition().name(),
        compiled.definition().description(),
        compiled.contentHash(),
        compiled.bundle().clone(),
        sources);
  }

  /**
   * An artifact from what {@link #bundle()} and {@link #sources()} gave. Loads the bundle, which
   * executes its classes: to be called with what one has compiled oneself.
   *
   * @throws InvalidBundleException if this version cannot load the bundle
   */
  public static ReleaseArtifact of(byte[] bundle, byte[] sources) throws InvalidBundleException {
    byte[] content = bundle.clone();
    try (LoadedRelease loaded = LoadedRelease.load(content)) {
      return new ReleaseArtifact(
          loaded.definition().name(),
          loaded.definition().description(),
          ContentHash.of(content),
          content,
          sources.clone());
    }
  }

  /** The release's name, without a version: that is given when it is stored. */
  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  /** SHA-256 of the bundle, lower-case hex. */
  public String contentHash() {
    return contentHash;
  }

  /** What a job loads. */
  public byte[] bundle() {
    return bundle.clone();
  }

  /** The folder, as a zip. */
  public byte[] sources() {
    return sources.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReleaseArtifact artifact
        && contentHash.equals(artifact.contentHash)
        && Arrays.equals(sources, artifact.sources);
  }

  @Override
  public int hashCode() {
    return contentHash.hashCode();
  }

  @Override
  public String toString() {
    return name + ":" + contentHash;
  }

  /** From a folder to a bundle. */
  @FunctionalInterface
  interface Compiler {
    CompiledRelease compile(Path folder) throws InvalidReleaseException;
  }
}
