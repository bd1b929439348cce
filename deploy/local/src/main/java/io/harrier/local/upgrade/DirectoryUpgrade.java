package io.harrier.local.upgrade;

import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.UpgradeLock;
import io.harrier.local.platform.HarrierJob;
import io.harrier.local.platform.InstalledJars;
import java.nio.file.Path;
import java.time.Duration;

/** An upgrade of what runs on a data directory, which keeps the jar for its next start. */
public final class DirectoryUpgrade {
  private DirectoryUpgrade() {}

  /**
   * @param dropState whether to go on without state that the jar has no place for
   * @return the pause: from the request to stop until all tasks ran again
   * @throws io.harrier.local.CommandFailedException if it is refused or fails; the message says
   *     what runs now
   */
  @SuppressWarnings("try") // the lock is only held
  public static Duration run(
      DataDirectory directory, Path jar, boolean dropState, UpgradeListener listener)
      throws InterruptedException {
    HarrierJob job = Upgrade.jobOf(jar);
    InstalledJars jars = new InstalledJars(directory);
    try (UpgradeLock lock = UpgradeLock.acquire(directory)) {
      UpgradeTarget target = UpgradeTarget.on(directory, job);
      Path staged = jars.stage(job, jar);
      boolean kept = false;
      try (Upgrade upgrade = Upgrade.of(target, staged, dropState, listener)) {
        Duration pause = upgrade.run();
        kept = true;
        jars.keep(job);
        return pause;
      } finally {
        if (!kept) {
          jars.discard(job);
        }
      }
    }
  }
}
