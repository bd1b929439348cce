package io.harrier.engine.vocabulary;

/**
 * Patterns such as {@code AMZ*-EU?}: {@code *} stands for any number of characters, {@code ?} for
 * exactly one, all else for itself. Not regular expressions: after a {@code *} the leftmost fit is
 * taken and never undone, so that the work is at most the product of the two lengths.
 */
public final class Glob {
  /** Most {@code *} in one pattern. */
  public static final int MAX_STARS = 8;

  private Glob() {}

  /** Whether the whole text fits. */
  public static boolean matches(String text, String glob) {
    int at = 0;
    int g = 0;
    int afterStar = -1;
    int resume = 0;
    while (at < text.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        afterStar = ++g;
        resume = at;
      } else if (g < glob.length()
          && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(at))) {
        g++;
        at++;
      } else if (afterStar >= 0) {
        g = afterStar;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }

  /** How many {@code *} a pattern has. */
  public static int stars(String glob) {
    return (int) glob.chars().filter(c -> c == '*').count();
  }
}
