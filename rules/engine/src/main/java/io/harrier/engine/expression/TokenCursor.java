package io.harrier.engine.expression;

import io.harrier.engine.expression.Token.Kind;
import java.util.List;
import java.util.Optional;

/** The words of a condition, taken one after the other. */
final class TokenCursor {
  private final List<Token> tokens;
  private int at;

  /**
   * @param tokens the last of them is the end
   */
  TokenCursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The end is never passed. */
  Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean accept(String symbol) {
    boolean found = peek().is(symbol);
    if (found) {
      take();
    }
    return found;
  }

  void expect(String symbol) throws InvalidExpressionException {
    Token token = take();
    if (!token.is(symbol)) {
      throw problem(token, "\"" + symbol + "\" is expected, not " + token.shown());
    }
  }

  void expectEnd() throws InvalidExpressionException {
    if (peek().kind() != Kind.END) {
      throw problem(peek(), peek().shown() + " is not expected here");
    }
  }

  static void refuse(Optional<String> problem, Token where) throws InvalidExpressionException {
    if (problem.isPresent()) {
      throw problem(where, problem.get());
    }
  }

  static InvalidExpressionException problem(Token where, String message) {
    return new InvalidExpressionException(message, where.line());
  }
}
