package io.harrier.engine.window;

import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.vocabulary.MinorUnits;
import io.harrier.engine.vocabulary.TransactionField;
import java.math.BigDecimal;

/** A numeric field compared with a literal. */
final class NumberFilter extends RowFilter {
  private final TransactionField field;
  private final boolean negated;

  /** What is accepted (refused when negated), by the number of decimals of the field's value. */
  private final long[] low = new long[Degrees.SCALE + 1];

  private final long[] high = new long[Degrees.SCALE + 1];

  /** Decimals of the amounts, by the code of their currency. */
  private int[] scales = new int[4];

  private int onlyScale;

  NumberFilter(TransactionField field, Operator operator, BigDecimal literal) {
    this.field = field;
    this.negated = operator == Operator.NOT_EQUAL;
    for (int scale = 0; scale < low.length; scale++) {
      LongRange range = LongRange.of(operator, literal.scaleByPowerOfTen(scale));
      low[scale] = range.low();
      high[scale] = range.high();
    }
  }

  @Override
  void bind(EventColumns columns) {
    TextDictionary currencies = columns.texts[TextColumn.CURRENCY.index()];
    if (field != TransactionField.AMOUNT || currencies == null) {
      return;
    }
    if (scales.length <= currencies.size) {
      scales = new int[currencies.size * 2];
    }
    onlyScale = MinorUnits.scaleOf(currencies.textOf(1));
    for (int code = 1; code <= currencies.size; code++) {
      scales[code] = MinorUnits.scaleOf(currencies.textOf(code));
      if (scales[code] != onlyScale) {
        onlyScale = -1;
      }
    }
  }

  @Override
  long word(EventColumns columns, int row, int count) {
    long accepted =
        switch (field) {
          case AMOUNT ->
              onlyScale >= 0
                  ? inRange(columns.amount, row, count, onlyScale)
                  : amounts(columns, row, count);
          case AMOUNT_MINOR -> inRange(columns.amount, row, count, 0);
          case EVENT_TIME -> inRange(columns.time, row, count, 0);
          case HOUR -> hours(columns.time, row, count);
          case DAY_OF_WEEK -> days(columns.time, row, count);
          case LATITUDE -> degrees(columns.latitude, row, count);
          case LONGITUDE -> degrees(columns.longitude, row, count);
          case TRANSACTION_ID,
              CURRENCY,
              TYPE,
              CHANNEL,
              STATUS,
              MERCHANT_ID,
              TERMINAL_ID,
              MCC,
              CARD_TOKEN,
              DEVICE_ID,
              IP_ADDRESS,
              COUNTERPARTY_ID,
              COUNTRY ->
              throw new IllegalStateException(field.fieldName() + " is not a number");
        };
    if (!negated) {
      return accepted;
    }
    return ~accepted & present(columns, row, count);
  }

  private long inRange(long[] values, int row, int count, int scale) {
    long from = low[scale];
    long to = high[scale];
    long word = 0;
    for (int i = 0; i < count; i++) {
      long value = values[row + i];
      word |= (value >= from && value <= to ? 1L : 0L) << i;
    }
    return word;
  }

  private long amounts(EventColumns columns, int row, int count) {
    char[] currencies = columns.codes[TextColumn.CURRENCY.index()];
    long word = 0;
    for (int i = 0; i < count; i++) {
      int scale = scales[currencies[row + i]];
      long value = columns.amount[row + i];
      word |= (value >= low[scale] && value <= high[scale] ? 1L : 0L) << i;
    }
    return word;
  }

  private long hours(long[] time, int row, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      int hour = EventClock.hour(time[row + i]);
      word |= (hour >= low[0] && hour <= high[0] ? 1L : 0L) << i;
    }
    return word;
  }

  private long days(long[] time, int row, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      int day = EventClock.dayOfWeek(time[row + i]);
      word |= (day >= low[0] && day <= high[0] ? 1L : 0L) << i;
    }
    return word;
  }

  private long degrees(int[] values, int row, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      int value = values[row + i];
      boolean accepted =
          value != Degrees.ABSENT && value >= low[Degrees.SCALE] && value <= high[Degrees.SCALE];
      word |= (accepted ? 1L : 0L) << i;
    }
    return word;
  }

  private long present(EventColumns columns, int row, int count) {
    boolean degrees = field == TransactionField.LATITUDE || field == TransactionField.LONGITUDE;
    return degrees ? PresenceFilter.located(columns, row, count) : ones(count);
  }
}
