package io.harrier.engine.expression;

import io.harrier.engine.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits a condition into words. */
final class Lexer {
  private static final List<String> SYMBOLS =
      List.of(
          "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", ",", "+", "-", "*", "/", ".",
          "[", "]");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> split(String source) throws InvalidExpressionException {
    Lexer lexer = new Lexer(source);
    while (lexer.at < source.length()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Kind.END, "", lexer.line));
    return lexer.tokens;
  }

  private void next() throws InvalidExpressionException {
    char c = source.charAt(at);
    if (c == '\n') {
      line++;
      at++;
    } else if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '"' || c == '\'') {
      text(c);
    } else if (isDigit(c)) {
      number();
    } else if (isNameStart(c)) {
      name();
    } else {
      symbol();
    }
  }

  private void name() {
    int start = at;
    while (at < source.length() && (isNameStart(source.charAt(at)) || isDigit(source.charAt(at)))) {
      at++;
    }
    tokens.add(new Token(Kind.NAME, source.substring(start, at), line));
  }

  private void number() throws InvalidExpressionException {
    int start = at;
    digits();
    if (at + 1 < source.length() && source.charAt(at) == '.' && isDigit(source.charAt(at + 1))) {
      at++;
      digits();
    }
    if (at < source.length() && (isNameStart(source.charAt(at)) || source.charAt(at) == '.')) {
      throw problem(
          "a number is written with digits and at most one point, without a suffix: \""
              + source.substring(start, at + 1)
              + "\"");
    }
    if (at - start > ExpressionParser.MAX_NUMBER_LENGTH) {
      throw problem(
          "a number of more than " + ExpressionParser.MAX_NUMBER_LENGTH + " digits is not allowed");
    }
    tokens.add(new Token(Kind.NUMBER, source.substring(start, at), line));
  }

  private void digits() {
    while (at < source.length() && isDigit(source.charAt(at))) {
      at++;
    }
  }

  private void text(char quote) throws InvalidExpressionException {
    StringBuilder value = new StringBuilder();
    for (at++; at < source.length(); at++) {
      char c = source.charAt(at);
      if (c == quote) {
        at++;
        if (value.length() > ExpressionParser.MAX_TEXT_LENGTH) {
          throw problem(
              "a text of more than "
                  + ExpressionParser.MAX_TEXT_LENGTH
                  + " characters is not allowed");
        }
        tokens.add(new Token(Kind.TEXT, value.toString(), line));
        return;
      }
      if (Character.isISOControl(c)) {
        throw problem("a text must not contain a line break or another control character");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    throw problem("a text is not closed: its second " + quote + " is missing");
  }

  private char escaped() throws InvalidExpressionException {
    at++;
    char c = at < source.length() ? source.charAt(at) : ' ';
    if (c != '"' && c != '\'' && c != '\\') {
      throw problem("in a text, \\ may stand only before a quote or another \\");
    }
    return c;
  }

  private void symbol() throws InvalidExpressionException {
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, at)) {
        tokens.add(new Token(Kind.SYMBOL, symbol, line));
        at += symbol.length();
        return;
      }
    }
    char c = source.charAt(at);
    throw problem(
        switch (c) {
          case '=' -> "\"=\" is not a comparison, use \"==\"";
          case '&' -> "\"&\" is not allowed, use \"&&\"";
          case '|' -> "\"|\" is not allowed, use \"||\"";
          default -> "the character \"" + c + "\" is not allowed in a condition";
        });
  }

  private InvalidExpressionException problem(String message) {
    return new InvalidExpressionException(message, line);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return c == '_' || c == '$' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
