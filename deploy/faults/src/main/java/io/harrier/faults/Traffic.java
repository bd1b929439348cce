package io.harrier.faults;

import java.io.IOException;

/** Payments that a scenario sends while it lets faults happen. */
public interface Traffic {
  /**
   * Waits for the end, then sends something to every partition whose event time is so much later
   * that the watermark passes all that is open.
   */
  void finish() throws IOException;
}
