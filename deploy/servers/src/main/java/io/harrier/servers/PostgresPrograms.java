package io.harrier.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The executables of PostgreSQL for this platform. */
record PostgresPrograms(Path directory) {
  /** The major version of the bundled executables, and so of the data they can read. */
  static final int MAJOR_VERSION = 18;

  static PostgresPrograms unpack(Platform platform) {
    URL archive = PostgresPrograms.class.getResource("/" + platform.postgresArchive());
    if (archive == null) {
      throw new ServerStartException(
          ("PostgreSQL for %s is not part of this build, which was made on another kind of machine. Build Harrier on this machine,"
                  + " or use a PostgreSQL of your own.")
              .formatted(platform));
    }
    return new PostgresPrograms(
        ProgramCache.unpacked("postgres-" + MAJOR_VERSION, archive, PostgresPrograms::unpack));
  }

  private static void unpack(InputStream compressed, Path directory) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(compressed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(target.getParent());
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (!entry.getName().endsWith(".a")) { // static libraries: only to link against
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
          if ((entry.getMode() & 0111) != 0) {
            target.toFile().setExecutable(true, false);
          }
        }
      }
    }
  }

  String initdb() {
    return directory.resolve("bin/initdb").toString();
  }

  String postgres() {
    return directory.resolve("bin/postgres").toString();
  }
}
