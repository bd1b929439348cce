package io.harrier.local.commands;

import io.harrier.local.directory.DataDirectory;

/** Sends the log of this process into a data directory. */
final class PlatformLog {
  private PlatformLog() {}

  /** To be called before anything logs: the logging library reads these once. */
  static void toFilesOf(DataDirectory directory) {
    System.setProperty("harrier.logs", directory.logs().toString());
    System.setProperty("log4j2.configurationFile", "classpath:log4j2-platform.xml");
  }
}
