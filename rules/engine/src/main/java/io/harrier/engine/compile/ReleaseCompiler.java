package io.harrier.engine.compile;

import io.harrier.engine.bundle.Bundle;
import io.harrier.engine.bundle.ContentHash;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.ReleaseReader;
import java.nio.file.Path;
import java.time.Duration;

/** Compiles a release's folder into a bundle, in a process of its own. */
public final class ReleaseCompiler {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Duration TIME_PER_RULE = Duration.ofMillis(100);
  private static final String MEMORY = "768m";

  private final CompilerProcess process = new CompilerProcess();

  /** How far the process that compiles is kept from the rest of the machine. */
  public Isolation isolation() {
    return process.isolation();
  }

  /**
   * @throws InvalidReleaseException with every problem found
   * @throws CompilationLimitException if the rules take too much time or memory
   * @throws CompilationException if the compiler fails; nothing in the folder is to blame
   */
  public CompiledRelease compile(Path folder) throws InvalidReleaseException {
    return compile(ReleaseReader.read(folder));
  }

  /**
   * Compiles a release that has been read and checked.
   *
   * @throws CompilationLimitException if the rules take too much time or memory
   */
  public CompiledRelease compile(ReleaseDefinition release) {
    ReleasePrinter printer = new ReleasePrinter(release);
    CompilerProcess.Output compiled =
        process.compile(
            printer.fact(),
            printer.drl(),
            TIME.plus(TIME_PER_RULE.multipliedBy(release.rules().size())),
            MEMORY);
    byte[] bundle =
        new Bundle(
                release,
                printer.constants(),
                printer.drl(),
                compiled.model(),
                ReleasePrinter.FACT,
                compiled.classes())
            .pack();
    return new CompiledRelease(release, bundle, ContentHash.of(bundle));
  }
}
