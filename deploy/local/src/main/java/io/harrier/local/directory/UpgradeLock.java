package io.harrier.local.directory;

import io.harrier.local.CommandFailedException;

/**
 * The right to put another job in a job's place. While somebody has it, a job that ends is no
 * reason for the platform to end.
 */
public final class UpgradeLock implements AutoCloseable {
  private final HeldFile file;

  private UpgradeLock(HeldFile file) {
    this.file = file;
  }

  /**
   * @throws CommandFailedException if somebody else has it
   */
  public static UpgradeLock acquire(DataDirectory directory) {
    return HeldFile.tryHold(directory.upgradeLockFile())
        .map(UpgradeLock::new)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "another upgrade is under way on "
                        + directory.root()
                        + ": wait until it is done"));
  }

  public static boolean isHeld(DataDirectory directory) {
    return HeldFile.isHeld(directory.upgradeLockFile());
  }

  @Override
  public void close() {
    file.close();
  }
}
