package io.harrier.engine.window;

import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.util.Arrays;
import java.util.List;

/**
 * Type, channel and status of a transaction, five bits each: 32 values of each can be told apart.
 * Kept by ordinal; a test holds the ordinals to what has been written.
 */
@SuppressWarnings("EnumOrdinal") // the ordinal is what is written
final class EventKind {
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;
  private static final TransactionType[] TYPES = TransactionType.values();
  private static final Channel[] CHANNELS = Channel.values();
  private static final TransactionStatus[] STATUSES = TransactionStatus.values();

  private EventKind() {}

  static short of(Transaction transaction) {
    return (short)
        (transaction.type().ordinal()
            | (transaction.channel().ordinal() << BITS)
            | (transaction.status().ordinal() << (2 * BITS)));
  }

  /** Whether the field is one of the three. */
  static boolean has(TransactionField field) {
    return field == TransactionField.TYPE
        || field == TransactionField.CHANNEL
        || field == TransactionField.STATUS;
  }

  /** By how many bits the field is shifted. */
  static int shiftOf(TransactionField field) {
    return field == TransactionField.TYPE ? 0 : field == TransactionField.CHANNEL ? BITS : 2 * BITS;
  }

  /** The field's ordinal. */
  static int ordinal(short kind, int shift) {
    return (kind >>> shift) & MASK;
  }

  /** The names of the field's values, by ordinal. */
  static List<String> namesOf(TransactionField field) {
    Enum<?>[] values =
        field == TransactionField.TYPE
            ? TYPES
            : field == TransactionField.CHANNEL ? CHANNELS : STATUSES;
    return Arrays.stream(values).map(Enum::name).toList();
  }

  /** The name of the field's value. */
  static String name(short kind, TransactionField field) {
    int ordinal = ordinal(kind, shiftOf(field));
    return field == TransactionField.TYPE
        ? TYPES[ordinal].name()
        : field == TransactionField.CHANNEL ? CHANNELS[ordinal].name() : STATUSES[ordinal].name();
  }
}
