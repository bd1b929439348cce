package io.harrier.local.platform;

import java.time.Duration;

/** Hears of each part as it becomes ready; called from several threads. */
@FunctionalInterface
public interface StartupListener {

  /**
   * @param sinceStart how long after the start of everything
   */
  void ready(String part, String detail, Duration sinceStart);
}
