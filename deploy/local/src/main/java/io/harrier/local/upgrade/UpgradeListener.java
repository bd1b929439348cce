package io.harrier.local.upgrade;

import java.time.Duration;

/** Hears how far an upgrade is. */
@FunctionalInterface
public interface UpgradeListener {

  /**
   * @param step a word
   * @param detail what was found or done
   */
  void done(String step, String detail, Duration took);
}
