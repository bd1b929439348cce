package io.harrier.faults.proxy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What happens to what is sent over a link; all its connections ask. */
final class LinkCondition {
  private boolean held;
  private Duration delay = Duration.ZERO;
  private Reset reset;

  /** A connection is to be reset once, at a moment. */
  record Reset(ResetMoment moment, CompletableFuture<Void> happened) {}

  synchronized void hold() {
    held = true;
  }

  synchronized void delay(Duration each) {
    delay = each;
  }

  synchronized CompletableFuture<Void> resetAt(ResetMoment moment) {
    reset = new Reset(moment, new CompletableFuture<>());
    return reset.happened();
  }

  synchronized void clear() {
    held = false;
    delay = Duration.ZERO;
    reset = null;
    notifyAll();
  }

  synchronized void awaitPassage() throws InterruptedException {
    while (held) {
      wait();
    }
  }

  synchronized Duration delay() {
    return delay;
  }

  /** The reset that was asked for; one connection alone gets it. */
  synchronized Optional<Reset> takeReset() {
    Optional<Reset> taken = Optional.ofNullable(reset);
    reset = null;
    return taken;
  }
}
