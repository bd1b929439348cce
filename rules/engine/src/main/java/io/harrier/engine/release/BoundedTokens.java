package io.harrier.engine.release;

import org.antlr.runtime.CommonTokenStream;
import org.antlr.runtime.Token;
import org.antlr.runtime.TokenSource;

/**
 * The words of a file of rules, of which the parser may look at each so many times. The parser
 * tries alternatives and goes back: on nested brackets, generics and casts its time doubles with
 * every level. Counting looks ends that, on every machine at the same word.
 */
final class BoundedTokens extends CommonTokenStream {
  private static final long FREE_LOOKS = 10_000;

  private final long maxLooks;
  private long looks;
  private int farthest;

  BoundedTokens(TokenSource source) {
    super(source);
    fill();
    maxLooks = FREE_LOOKS + (long) Limits.MAX_LOOKS_PER_WORD * size();
  }

  /** The parser gave up. */
  static final class TooManyLooksException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    private TooManyLooksException(int line) {
      super("line " + line, null, false, false);
      this.line = line;
    }

    /** Where it was, counted from 1. */
    int line() {
      return line;
    }
  }

  /** The line of the farthest word that the parser has come to, counted from 1. */
  int line() {
    return size() == 0 ? 1 : Math.max(1, get(Math.min(farthest, size() - 1)).getLine());
  }

  @Override
  public Token LT(int k) {
    look(Math.abs(k));
    farthest = Math.max(farthest, index());
    return super.LT(k);
  }

  @Override
  public void seek(int index) {
    look(1);
    super.seek(index);
  }

  @Override
  public String toString(int start, int stop) {
    look(Math.max(0, stop - start));
    return super.toString(start, stop);
  }

  @Override
  public String toString(Token start, Token stop) {
    if (start != null && stop != null) {
      look(Math.max(0, stop.getTokenIndex() - start.getTokenIndex()));
    }
    return super.toString(start, stop);
  }

  private void look(int words) {
    looks += words;
    if (looks > maxLooks) {
      throw new TooManyLooksException(line());
    }
  }
}
