package io.harrier.engine.compile;

import io.harrier.engine.release.InvalidReleaseException;
import java.nio.file.Path;

/** SKELETON: compiles a release's folder into a bundle, in a process of its own. */
public final class ReleaseCompiler {

  /**
   * @throws InvalidReleaseException with every problem found
   */
  public CompiledRelease compile(Path folder) throws InvalidReleaseException {
    throw new UnsupportedOperationException("skeleton");
  }
}
