package io.harrier.engine.release;

/** Finds a text or a comment of a file of rules that has a beginning and no end. */
final class UnclosedText {
  private final String text;
  private int at;

  private UnclosedText(String text) {
    this.text = text;
  }

  /** The line in which it begins, counted from 1; 0 if there is none. */
  static int lineOf(String text) {
    UnclosedText scan = new UnclosedText(text);
    while (scan.at < text.length()) {
      int start = scan.at;
      if (!scan.skipOne()) {
        return (int) text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
      }
    }
    return 0;
  }

  /** A comment, a text or a character; false if it does not end. */
  private boolean skipOne() {
    if (text.startsWith("/*", at)) {
      return skipTo("*/", at + 2);
    } else if (text.startsWith("//", at)) {
      return skipTo("\n", at + 2) || isAtEnd();
    }
    char quote = text.charAt(at++);
    if (quote != '"' && quote != '\'') {
      return true;
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return true;
      } else if (c == '\\') {
        at++;
      }
    }
    return false;
  }

  private boolean skipTo(String end, int from) {
    int found = text.indexOf(end, from);
    at = found < 0 ? text.length() : found + end.length();
    return found >= 0;
  }

  private boolean isAtEnd() {
    return at >= text.length();
  }
}
