package io.harrier.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the server is configured; given on the command line, so that it holds for old data too. */
final class PostgresOptions {
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=" + Ports.LOOPBACK,
          "unix_socket_directories=", // their paths are limited to about 100 characters
          "max_connections=100",
          "shared_buffers=64MB",
          // What was committed survives a crash of the machine.
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          // Change data capture; a slot that nobody reads must not fill the disk.
          "wal_level=logical",
          "max_wal_senders=10",
          "max_replication_slots=10",
          "max_slot_wal_keep_size=2GB",
          "max_wal_size=512MB",
          "timezone=UTC",
          "log_timezone=UTC",
          "log_line_prefix=%m [%p] ");

  private PostgresOptions() {}

  static List<String> command(PostgresPrograms programs, Path data, int port) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(programs.postgres(), "-D", data.toString(), "-p", "" + port));
    for (String setting : SETTINGS) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }
}
