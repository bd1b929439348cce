package io.harrier.engine.window;

import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import java.util.List;

/**
 * The rows that count for a feature: in its window, past its filter, and the same in the fields it
 * says. Shared by the features that have all three in common.
 */
final class Selection {
  /** {@link #sameKey} when a field is absent, which is the same as nothing. */
  static final long NO_KEY = 0;

  final WindowSlice slice;

  /** {@code null} without a {@code where}. */
  final FilterMask mask;

  private final TransactionField[] same;
  private final Summary amounts = new Summary();
  private boolean amountsComputed;
  private Evaluated at;

  /** How many rows count. */
  int size;

  private boolean contiguous;
  private int[] rows = new int[16];

  Selection(WindowSlice slice, FilterMask mask, List<TransactionField> same) {
    this.slice = slice;
    this.mask = mask;
    this.same = same.toArray(TransactionField[]::new);
  }

  boolean comparesFields() {
    return same.length > 0;
  }

  /** The i-th row that counts, oldest first. */
  int row(int i) {
    return contiguous ? slice.from + i : rows[i];
  }

  void compute(Evaluated evaluated) {
    at = evaluated;
    amountsComputed = false;
    contiguous = mask == null && same.length == 0;
    int span = Math.max(0, evaluated.to - slice.from);
    if (contiguous) {
      size = span;
      return;
    }
    if (rows.length < span) {
      rows = new int[span + span / 2];
    }
    size = mask == null ? everyRow(span) : maskedRows();
    for (TransactionField field : same) {
      size = retainSame(field);
    }
  }

  /** The amounts in the evaluated transaction's currency. */
  Summary amounts() {
    if (!amountsComputed) {
      amountsComputed = true;
      computeAmounts(at.columns, at.currency);
    }
    return amounts;
  }

  /**
   * A hash of a row's values in the fields that must be the same, or {@link #NO_KEY}; 1 when there
   * are no such fields.
   */
  long sameKey(EventColumns columns, int row) {
    long key = 1;
    for (TransactionField field : same) {
      if (field == TransactionField.TRANSACTION_ID) {
        key = TextHash.mix(key * 31 + columns.id[row]);
      } else {
        String text = columns.text(field, row);
        if (text == null) {
          return NO_KEY;
        }
        key = TextHash.mix(key * 31 + TextHash.of(text));
      }
    }
    return key;
  }

  /** The same for a transaction. */
  long sameKey(Transaction transaction) {
    long key = 1;
    for (TransactionField field : same) {
      String text = text(field, transaction);
      if (text == null) {
        return NO_KEY;
      }
      key = TextHash.mix(key * 31 + TextHash.of(text));
    }
    return key;
  }

  /** In local variables, which the compiler keeps in registers. */
  private void computeAmounts(EventColumns columns, int wanted) {
    char[] currencies = columns.codes[TextColumn.CURRENCY.index()];
    long[] amount = columns.amount;
    long count = 0;
    long sum = 0;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    int from = contiguous ? slice.from : 0;
    int end = from + size;
    for (int i = from; i < end; i++) {
      int row = contiguous ? i : rows[i];
      if (currencies[row] == wanted) {
        long value = amount[row];
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    amounts.set(count, sum, min, max);
  }

  private int everyRow(int span) {
    for (int i = 0; i < span; i++) {
      rows[i] = slice.from + i;
    }
    return span;
  }

  private int maskedRows() {
    int found = 0;
    int skipped = slice.from - mask.base;
    int wordCount = (at.to - mask.base + 63) >>> 6;
    for (int i = skipped >>> 6; i < wordCount; i++) {
      long word = mask.words[i];
      if (i == skipped >>> 6) {
        word &= -1L << skipped;
      }
      int base = mask.base + (i << 6);
      while (word != 0) {
        rows[found++] = base + Long.numberOfTrailingZeros(word);
        word &= word - 1;
      }
    }
    return found;
  }

  private int retainSame(TransactionField field) {
    EventColumns columns = at.columns;
    int kept = 0;
    if (field == TransactionField.TRANSACTION_ID) {
      long wanted = TextHash.of(at.transaction.transactionId());
      for (int i = 0; i < size; i++) {
        rows[kept] = rows[i];
        kept += columns.id[rows[i]] == wanted ? 1 : 0;
      }
    } else if (EventKind.has(field)) {
      int shift = EventKind.shiftOf(field);
      int wanted = EventKind.ordinal(EventKind.of(at.transaction), shift);
      for (int i = 0; i < size; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += EventKind.ordinal(columns.kind[row], shift) == wanted ? 1 : 0;
      }
    } else {
      TextColumn column = TextColumn.of(field);
      int wanted = columns.codeOf(column, column.of(at.transaction));
      char[] codes = columns.codes[column.index()];
      if (wanted <= TextDictionary.ABSENT || codes == null) {
        return 0;
      }
      for (int i = 0; i < size; i++) {
        int row = rows[i];
        rows[kept] = row;
        kept += codes[row] == wanted ? 1 : 0;
      }
    }
    return kept;
  }

  private static String text(TransactionField field, Transaction transaction) {
    return switch (field) {
      case TRANSACTION_ID -> transaction.transactionId();
      case TYPE -> transaction.type().name();
      case CHANNEL -> transaction.channel().name();
      case STATUS -> transaction.status().name();
      case CURRENCY,
          MERCHANT_ID,
          TERMINAL_ID,
          MCC,
          CARD_TOKEN,
          DEVICE_ID,
          IP_ADDRESS,
          COUNTERPARTY_ID,
          COUNTRY ->
          TextColumn.of(field).of(transaction);
      case EVENT_TIME, AMOUNT, AMOUNT_MINOR, LATITUDE, LONGITUDE, HOUR, DAY_OF_WEEK ->
          throw new IllegalStateException(field.fieldName() + " is not a text");
    };
  }
}
