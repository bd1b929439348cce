package io.harrier.engine.window;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A text kept by dictionary; decided once for every entry of the dictionary. Absent: false. */
final class TextFilter extends RowFilter {
  private final TextColumn column;

  /** Texts to equal, or {@code null} when {@link #condition} decides. */
  private final List<String> members;

  private final boolean negated;
  private final Predicate<String> condition;
  private boolean[] verdicts = new boolean[16];

  private TextFilter(
      TextColumn column, List<String> members, boolean negated, Predicate<String> condition) {
    this.column = column;
    this.members = members;
    this.negated = negated;
    this.condition = condition;
  }

  /** Equal to one of the texts, or present and equal to none. */
  static TextFilter oneOf(TextColumn column, List<String> members, boolean negated) {
    return new TextFilter(column, List.copyOf(members), negated, text -> false);
  }

  static TextFilter matching(TextColumn column, Predicate<String> condition) {
    return new TextFilter(column, null, false, condition);
  }

  @Override
  void bind(EventColumns columns) {
    TextDictionary dictionary = columns.texts[column.index()];
    int size = dictionary == null ? 0 : dictionary.size;
    if (verdicts.length <= size) {
      verdicts = new boolean[size + size / 2];
    }
    if (members == null) {
      for (int code = 1; code <= size; code++) {
        verdicts[code] = condition.test(dictionary.textOf(code));
      }
    } else {
      Arrays.fill(verdicts, 0, size + 1, negated);
      for (int i = 0; i < members.size() && size > 0; i++) {
        int code = dictionary.codeOf(members.get(i));
        if (code != TextDictionary.UNKNOWN) {
          verdicts[code] = !negated;
        }
      }
    }
    verdicts[TextDictionary.ABSENT] = false;
  }

  @Override
  long word(EventColumns columns, int row, int count) {
    char[] codes = columns.codes[column.index()];
    if (codes == null) {
      return 0;
    }
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (verdicts[codes[row + i]] ? 1L : 0L) << i;
    }
    return word;
  }
}
