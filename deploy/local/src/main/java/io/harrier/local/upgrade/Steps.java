package io.harrier.local.upgrade;

import java.time.Duration;

/** Reports each step with the time since the one before. */
final class Steps {
  private final UpgradeListener listener;
  private long begunAt = System.nanoTime();

  Steps(UpgradeListener listener) {
    this.listener = listener;
  }

  void done(String step, String detail) {
    long now = System.nanoTime();
    listener.done(step, detail, Duration.ofNanos(now - begunAt));
    begunAt = now;
  }
}
