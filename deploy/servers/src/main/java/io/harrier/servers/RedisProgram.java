package io.harrier.servers;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The executable of Redis for this platform. */
final class RedisProgram {
  /** As the bundled executables are named; which one exists depends on the platform. */
  private static final List<String> VERSIONS = List.of("6.2.7", "6.2.6-v5");

  private RedisProgram() {}

  static Path unpack(Platform platform) {
    for (String version : VERSIONS) {
      URL resource =
          RedisProgram.class.getResource(
              "/redis-server-%s-%s".formatted(version, platform.redisSuffix()));
      if (resource != null) {
        return ProgramCache.unpacked(
                "redis-6",
                resource,
                (content, directory) -> {
                  Path program = directory.resolve("redis-server");
                  Files.copy(content, program);
                  program.toFile().setExecutable(true, false);
                })
            .resolve("redis-server");
      }
    }
    throw new ServerStartException(
        "Redis for %s is not part of this build. Use a Redis of your own.".formatted(platform));
  }
}
