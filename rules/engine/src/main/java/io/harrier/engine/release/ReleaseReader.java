package io.harrier.engine.release;

import java.nio.file.Path;

/** SKELETON: reads and checks a release's folder. Executes and compiles nothing. */
public final class ReleaseReader {
  private ReleaseReader() {}

  /**
   * @throws InvalidReleaseException with every problem found
   */
  public static ReleaseDefinition read(Path folder) throws InvalidReleaseException {
    throw new UnsupportedOperationException("skeleton");
  }
}
