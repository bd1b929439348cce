package io.harrier.engine.release;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds characters that make a text look different from what it is: invisible ones, ones that turn
 * the direction of what follows, and letters of one script among those of another.
 */
final class Characters {
  private static final int MAX_PER_FILE = 20;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Letters and marks that show nothing, though their category says they do. */
  private static final Set<Integer> BLANK =
      Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0);

  /** Scripts whose letters look like those of others. */
  private static final Set<UnicodeScript> ALIKE =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.ARMENIAN,
          UnicodeScript.CHEROKEE,
          UnicodeScript.COPTIC);

  private Characters() {}

  /** A spreadsheet program may begin a file with a mark that is no part of it. */
  static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** Reports the hidden characters of a text, with their lines. */
  static boolean areVisible(String file, String text, Problems problems) {
    int line = 1;
    int found = 0;
    for (int i = 0; i < text.length() && found < MAX_PER_FILE; ) {
      int c = text.codePointAt(i);
      Optional<String> problem = hidden(c);
      if (problem.isPresent()) {
        problems.add(file, line, problem.get());
        found++;
      }
      if (c == '\n') {
        line++;
      }
      i += Character.charCount(c);
    }
    return found == 0;
  }

  /** What is wrong with the first hidden character of a text. */
  static Optional<String> hidden(String text) {
    return text.codePoints().mapToObj(Characters::hidden).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> hidden(int c) {
    if (c == '\n' || c == '\r' || c == '\t' || (c >= ' ' && c < 0x7F)) {
      return Optional.empty();
    }
    boolean hidden =
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.PRIVATE_USE,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> BLANK.contains(c);
        };
    return hidden
        ? Optional.of(
            "here is a character that cannot be seen (U+%04X), so that the text is not what it looks"
                    .formatted(c)
                + " like; delete it")
        : Optional.empty();
  }

  /** What is wrong with a name in which letters of scripts that look alike stand in one word. */
  static Optional<String> mixedScripts(String name) {
    Set<UnicodeScript> ofWord = EnumSet.noneOf(UnicodeScript.class);
    for (int c : name.codePoints().toArray()) {
      if (!Character.isLetter(c)) {
        ofWord.clear();
      } else if (ALIKE.contains(UnicodeScript.of(c))) {
        ofWord.add(UnicodeScript.of(c));
      }
      if (ofWord.size() > 1) {
        return Optional.of(
            "a word of the name \"%s\" mixes letters of %s (U+%04X is one), which look alike"
                .formatted(
                    name, String.join(" and ", ofWord.stream().map(Enum::name).toList()), c));
      }
    }
    return Optional.empty();
  }
}
