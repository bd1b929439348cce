package io.harrier.engine.expression;

/**
 * A word of a condition.
 *
 * @param text as written; of a text literal, its value
 * @param line counted from 0
 */
record Token(Kind kind, String text, int line) {

  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    SYMBOL,
    END
  }

  boolean is(String symbolOrWord) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrWord);
  }

  /** How a message names it. */
  String shown() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> "the text \"" + text + "\"";
      case NAME, NUMBER, SYMBOL -> "\"" + text + "\"";
    };
  }
}
