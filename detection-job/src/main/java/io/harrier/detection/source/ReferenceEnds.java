package io.harrier.detection.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/**
 * How far the reference topics reach when a task starts: what must be applied before it is ready.
 */
@FunctionalInterface
public interface ReferenceEnds extends Serializable {

  /**
   * The offset after the last record of each reference topic.
   *
   * @throws IOException if they cannot be read
   */
  Map<ReferenceTable, Long> read() throws IOException;
}
