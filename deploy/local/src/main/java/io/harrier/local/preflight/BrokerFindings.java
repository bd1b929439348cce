package io.harrier.local.preflight;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a setting of a broker means for exactly-once alerts. */
final class BrokerFindings {
  /** Of the largest record: a release with its compiled rules. */
  private static final long LARGEST_RECORD = 4L << 20;

  private static final int COPIES = 3;

  /** From which on the broker itself keeps late requests out of the next transaction (KIP-890). */
  private static final int SAFE_TRANSACTIONS = 2;

  /** The first {@code metadata.version} of Kafka 4.3. */
  private static final int METADATA_OF_4_3 = 30;

  private BrokerFindings() {}

  static Finding brokers(int number) {
    return number < COPIES
        ? Finding.warning(
            "kafka",
            "%d broker%s: what one loses is gone, or nothing can be written while one is away; run %d in production"
                .formatted(number, number == 1 ? "" : "s", COPIES))
        : Finding.ok("kafka", number + " brokers");
  }

  static Finding transactionTimeout(Duration asked, Duration allowed) {
    String check = "kafka transaction.max.timeout.ms";
    return asked.compareTo(allowed) > 0
        ? Finding.problem(
            check,
            "%d, and the detection job asks for %d: it will not start; raise it on the broker, or lower --transaction-timeout of the job"
                .formatted(allowed.toMillis(), asked.toMillis()))
        : Finding.ok(check, allowed.toMillis() + ", the job asks for " + asked.toMillis());
  }

  /**
   * Names of transactions are kept for the job's next one; a name that the broker has forgotten
   * fails it.
   */
  static Finding idExpiration(Duration expiration) {
    String check = "kafka transactional.id.expiration.ms";
    return expiration.compareTo(Duration.ofDays(1)) < 0
        ? Finding.warning(
            check,
            "%d: a sink that writes nothing for so long, as rejected transactions may, restarts the job with its next record; set it to 604800000"
                .formatted(expiration.toMillis()))
        : Finding.ok(check, Long.toString(expiration.toMillis()));
  }

  static Finding largestRecord(long bytes) {
    String check = "kafka message.max.bytes";
    return bytes < LARGEST_RECORD
        ? Finding.problem(
            check,
            "%d: large releases cannot be published; set it to %d or more"
                .formatted(bytes, LARGEST_RECORD))
        : Finding.ok(check, Long.toString(bytes));
  }

  /**
   * @param level the cluster's feature {@code transaction.version}; empty before Kafka 4.0
   */
  static Finding transactionVersion(Optional<Short> level) {
    String check = "kafka transaction.version";
    return level.isPresent() && level.get() >= SAFE_TRANSACTIONS
        ? Finding.ok(check, level.get().toString())
        : Finding.warning(
            check,
            "%s: a request that arrives late can leave a transaction open that nobody ends, and readers of alerts stand still; kafka-features.sh upgrade --feature transaction.version=%d"
                .formatted(
                    level.map(one -> String.format(Locale.ROOT, "%d", one)).orElse("not known"),
                    SAFE_TRANSACTIONS));
  }

  /**
   * Kafka does not tell its version, but up to which feature it goes.
   *
   * @param level the highest {@code metadata.version} that the brokers support; empty where it is
   *     not known
   */
  static Finding forgottenEnds(Optional<Short> level) {
    String check = "kafka metadata.version";
    if (level.isEmpty()) {
      return Finding.ok(check, "not known");
    }
    return level.get() < METADATA_OF_4_3
        ? Finding.ok(check, "up to %d, before Kafka 4.3".formatted(level.get()))
        : Finding.warning(
            check,
            "up to %d, Kafka 4.3 or later: 4.3.0, 4.3.1 and 4.4.0 forget the end of transactions that are committed while a partition has no leader (KAFKA-20734), and readers of alerts stand still; use 4.2.1 or earlier, or a version where it is mended. ./harrier transactions sweep ends what was forgotten"
                .formatted(level.get()));
  }
}
