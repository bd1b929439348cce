package io.harrier.local.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What PostgreSQL's settings mean for durability and for change data capture. */
final class PostgresSettings {
  /** That the checks ask {@code pg_settings} for; not every version has all of them. */
  static final List<String> NAMES =
      List.of(
          "wal_level",
          "fsync",
          "full_page_writes",
          "synchronous_commit",
          "max_wal_size",
          "max_slot_wal_keep_size",
          "idle_replication_slot_timeout");

  /** In which a capture that is restarted, or slow for a while, does not lose its slot. */
  private static final long LEAST_KEPT_MEGABYTES = 256;

  private static final long DAY_SECONDS = 24 * 60 * 60;

  private PostgresSettings() {}

  /**
   * @param values by name, as {@code pg_settings} has them: sizes in megabytes, times in seconds
   */
  static List<Finding> check(Map<String, String> values) {
    List<Finding> findings = new ArrayList<>();
    findings.add(walLevel(values.get("wal_level")));
    findings.add(on("fsync", values, "a power failure loses committed cases"));
    findings.add(
        on(
            "full_page_writes",
            values,
            "a power failure leaves pages half written, which recovery cannot mend"));
    findings.add(
        on(
            "synchronous_commit",
            values,
            "a crash loses the last committed changes, and captured ones may be gone again"));
    findings.add(
        keptForSlots(
            Long.parseLong(values.get("max_slot_wal_keep_size")),
            Long.parseLong(values.get("max_wal_size"))));
    if (values.containsKey("idle_replication_slot_timeout")) {
      findings.add(idleSlots(Long.parseLong(values.get("idle_replication_slot_timeout"))));
    }
    return findings;
  }

  private static Finding walLevel(String level) {
    return level.equals("logical")
        ? Finding.ok("postgres wal_level", level)
        : Finding.problem(
            "postgres wal_level",
            level
                + ": risk scores, releases and lists cannot be captured; alter system set wal_level ="
                + " 'logical', and restart");
  }

  private static Finding on(String setting, Map<String, String> values, String consequence) {
    String value = values.get(setting);
    return value.equals("off")
        ? Finding.problem(
            "postgres " + setting,
            "off: " + consequence + "; alter system set " + setting + " = on, and reload")
        : Finding.ok("postgres " + setting, value);
  }

  private static Finding keptForSlots(long megabytes, long walMegabytes) {
    String check = "postgres max_slot_wal_keep_size";
    if (megabytes < 0) {
      return Finding.warning(
          check,
          "unlimited: a stopped capture fills the disk; set it to a part of the disk, such as '2GB'");
    }
    if (megabytes < LEAST_KEPT_MEGABYTES) {
      return Finding.problem(
          check,
          "%d MB: a capture that is away for a moment loses its slot, and reads all tables anew; set it to '2GB'"
              .formatted(megabytes));
    }
    return megabytes < walMegabytes
        ? Finding.warning(
            check,
            "%d MB, less than max_wal_size of %d MB: a slot is lost before a checkpoint is due; raise it"
                .formatted(megabytes, walMegabytes))
        : Finding.ok(check, megabytes + " MB");
  }

  /** Since PostgreSQL 18. */
  private static Finding idleSlots(long seconds) {
    String check = "postgres idle_replication_slot_timeout";
    return seconds > 0 && seconds < DAY_SECONDS
        ? Finding.problem(
            check,
            "%d s: a capture that is stopped for longer loses its slot, and reads all tables anew; set it to 0, or to days"
                .formatted(seconds))
        : Finding.ok(check, seconds == 0 ? "off" : seconds + " s");
  }
}
