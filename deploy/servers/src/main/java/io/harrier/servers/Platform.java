package io.harrier.servers;

import java.util.Locale;

/** The operating system and processor this JVM runs on, as far as servers are bundled for them. */
enum Platform {
  LINUX_X86_64("linux-x86_64", "linux-amd64"),
  LINUX_ARM_64("linux-arm_64", "linux-arm64"),
  MAC_X86_64("darwin-x86_64", "darwin-amd64"),
  MAC_ARM_64("darwin-arm_64", "darwin-arm64");

  private final String postgresName;
  private final String redisName;

  Platform(String postgresName, String redisName) {
    this.postgresName = postgresName;
    this.redisName = redisName;
  }

  /**
   * @throws ServerStartException if it is none of these
   */
  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String system, String architecture) {
    String name = system.toLowerCase(Locale.ROOT);
    boolean linux = name.startsWith("linux");
    boolean mac = name.startsWith("mac");
    boolean amd = architecture.equals("amd64") || architecture.equals("x86_64");
    boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
    if (linux && amd) {
      return LINUX_X86_64;
    }
    if (linux && arm) {
      return LINUX_ARM_64;
    }
    if (mac && amd) {
      return MAC_X86_64;
    }
    if (mac && arm) {
      return MAC_ARM_64;
    }
    throw new ServerStartException(
        ("There are no bundled servers for %s on %s, only for Linux and macOS on x86-64 and ARM64. Use PostgreSQL, Kafka and"
                + " Redis of your own; on Windows, use WSL.")
            .formatted(system, architecture));
  }

  String postgresArchive() {
    return "postgres-" + postgresName + ".txz";
  }

  /** How the name of the Redis executable ends; its version stands before. */
  String redisSuffix() {
    return redisName;
  }
}
