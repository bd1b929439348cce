package io.harrier.engine.window;

import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import java.util.Arrays;

/**
 * A user's transactions in columns, in the order of (event time, arrival), in the rows {@code from}
 * (inclusive) to {@code to} (exclusive). Rows leave at the front; memory is taken and moved in
 * steps, so that adding in order costs amortised constant time.
 */
final class EventColumns {
  private static final TextColumn[] COLUMNS = TextColumn.values();
  private static final int MIN_SLACK = 8;
  private static final int MIN_GARBAGE = 16;

  /** Bytes of memory for a row without its texts, and for the arrays themselves. */
  private static final int ROW = 3 * Long.BYTES + Short.BYTES + 2 * Integer.BYTES;

  private static final int OBJECTS = 1_000;

  int from;
  int to;
  long[] time;

  /** {@link TextHash} of the transaction id. */
  long[] id;

  long[] amount;

  /** {@link EventKind}. */
  short[] kind;

  /** {@link Degrees}. */
  int[] latitude;

  int[] longitude;

  /** Codes of {@link #texts}, by {@link TextColumn}; {@code null} while every text is absent. */
  final char[][] codes = new char[TextColumn.COUNT][];

  final TextDictionary[] texts = new TextDictionary[TextColumn.COUNT];

  /** How many rows have left since unused texts were last removed. */
  int leftSinceCollection;

  EventColumns(int capacity) {
    time = new long[capacity];
    id = new long[capacity];
    amount = new long[capacity];
    kind = new short[capacity];
    latitude = new int[capacity];
    longitude = new int[capacity];
  }

  int size() {
    return to - from;
  }

  /** The first row later than the time, or {@code to}. */
  int firstAfter(long eventTime) {
    if (to == from || time[to - 1] <= eventTime) {
      return to;
    }
    int low = from;
    int high = to - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time[middle] <= eventTime) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean hasId(long hash) {
    for (int row = to - 1; row >= from; row--) {
      if (id[row] == hash) {
        return true;
      }
    }
    return false;
  }

  /** Adds a transaction behind those of the same or an earlier time. */
  void insert(Transaction transaction, long idHash) {
    if (to == time.length) {
      makeRoom();
    }
    int row = firstAfter(transaction.eventTime());
    if (row < to) {
      openGap(row);
    }
    to++;
    time[row] = transaction.eventTime();
    id[row] = idHash;
    amount[row] = transaction.amountMinor();
    kind[row] = EventKind.of(transaction);
    boolean located = transaction.isLocated();
    latitude[row] = located ? Degrees.fixed(transaction.latitude()) : Degrees.ABSENT;
    longitude[row] = located ? Degrees.fixed(transaction.longitude()) : Degrees.ABSENT;
    for (int i = 0; i < COLUMNS.length; i++) {
      String text = COLUMNS[i].of(transaction);
      if (codes[i] != null) {
        codes[i][row] = (char) texts[i].intern(text);
      } else if (text != null) {
        codes[i] = new char[time.length];
        texts[i] = new TextDictionary();
        codes[i][row] = (char) texts[i].intern(text);
      }
    }
  }

  /** Forgets the oldest rows. */
  void removeFirst(int count) {
    from += count;
    leftSinceCollection += count;
    if (leftSinceCollection >= Math.max(MIN_GARBAGE, size() / 4)) {
      removeUnusedTexts();
    }
  }

  /** Code of the text in the column, {@code ABSENT} or {@code UNKNOWN}. */
  int codeOf(TextColumn column, String text) {
    TextDictionary dictionary = texts[column.index()];
    return text == null
        ? TextDictionary.ABSENT
        : dictionary == null ? TextDictionary.UNKNOWN : dictionary.codeOf(text);
  }

  int code(TextColumn column, int row) {
    char[] ofColumn = codes[column.index()];
    return ofColumn == null ? TextDictionary.ABSENT : ofColumn[row];
  }

  /** The text of a text field other than the transaction id, or {@code null}. */
  String text(TransactionField field, int row) {
    if (EventKind.has(field)) {
      return EventKind.name(kind[row], field);
    }
    TextColumn column = TextColumn.of(field);
    int code = code(column, row);
    return code == TextDictionary.ABSENT ? null : texts[column.index()].textOf(code);
  }

  String currency(int row) {
    return text(TransactionField.CURRENCY, row);
  }

  /** About how many bytes of memory it takes. */
  long memory() {
    long textBytes = 0;
    int columnCount = 0;
    for (TextDictionary dictionary : texts) {
      if (dictionary != null) {
        columnCount++;
        textBytes += dictionary.utf8.length + 8L * dictionary.hashes.length;
      }
    }
    return OBJECTS + time.length * (ROW + 2L * columnCount) + textBytes;
  }

  EventColumns copy() {
    EventColumns copy = new EventColumns(0);
    copy.to = size();
    copy.resize(this, size() + MIN_SLACK);
    for (int i = 0; i < texts.length; i++) {
      copy.texts[i] = texts[i] == null ? null : texts[i].copy();
    }
    copy.leftSinceCollection = leftSinceCollection;
    return copy;
  }

  private void makeRoom() {
    int live = size();
    if (from >= Math.max(MIN_SLACK, time.length / 4)) {
      System.arraycopy(time, from, time, 0, live);
      System.arraycopy(id, from, id, 0, live);
      System.arraycopy(amount, from, amount, 0, live);
      System.arraycopy(kind, from, kind, 0, live);
      System.arraycopy(latitude, from, latitude, 0, live);
      System.arraycopy(longitude, from, longitude, 0, live);
      for (char[] column : codes) {
        if (column != null) {
          System.arraycopy(column, from, column, 0, live);
        }
      }
    } else {
      resize(this, live + live / 2 + MIN_SLACK);
    }
    from = 0;
    to = live;
  }

  private void resize(EventColumns source, int capacity) {
    int start = source.from;
    int end = start + capacity;
    time = Arrays.copyOfRange(source.time, start, end);
    id = Arrays.copyOfRange(source.id, start, end);
    amount = Arrays.copyOfRange(source.amount, start, end);
    kind = Arrays.copyOfRange(source.kind, start, end);
    latitude = Arrays.copyOfRange(source.latitude, start, end);
    longitude = Arrays.copyOfRange(source.longitude, start, end);
    for (int i = 0; i < codes.length; i++) {
      char[] column = source.codes[i];
      codes[i] = column == null ? null : Arrays.copyOfRange(column, start, end);
    }
  }

  private void openGap(int row) {
    int moved = to - row;
    System.arraycopy(time, row, time, row + 1, moved);
    System.arraycopy(id, row, id, row + 1, moved);
    System.arraycopy(amount, row, amount, row + 1, moved);
    System.arraycopy(kind, row, kind, row + 1, moved);
    System.arraycopy(latitude, row, latitude, row + 1, moved);
    System.arraycopy(longitude, row, longitude, row + 1, moved);
    for (char[] column : codes) {
      if (column != null) {
        System.arraycopy(column, row, column, row + 1, moved);
      }
    }
  }

  private void removeUnusedTexts() {
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == null) {
        continue;
      }
      char[] column = codes[i];
      int[] newCodes = new int[texts[i].size + 1];
      int used = 0;
      for (int row = from; row < to; row++) {
        int code = column[row];
        if (code != TextDictionary.ABSENT) {
          if (newCodes[code] == 0) {
            newCodes[code] = ++used;
          }
          column[row] = (char) newCodes[code];
        }
      }
      if (used == 0) {
        codes[i] = null;
        texts[i] = null;
      } else {
        texts[i] = texts[i].retain(newCodes, used);
      }
    }
    leftSinceCollection = 0;
  }
}
