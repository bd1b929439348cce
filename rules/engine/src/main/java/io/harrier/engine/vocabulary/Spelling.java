package io.harrier.engine.vocabulary;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Spelling {
  private Spelling() {}

  /** {@code ", did you mean \"x\"?"}, or an empty text when no candidate is near. */
  public static String hint(String word, Collection<String> candidates) {
    return nearest(word, candidates)
        .map(candidate -> ", did you mean \"" + candidate + "\"?")
        .orElse("");
  }

  /** The candidate with the fewest edits, if there are few for a word of that length. */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    int tolerance = word.length() < 4 ? 1 : Math.max(2, Math.min(word.length(), 40) / 3);
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= tolerance)
        .filter(candidate -> edits(word, candidate) <= tolerance)
        .min(
            Comparator.<String>comparingInt(candidate -> edits(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein distance, upper and lower case being equal. */
  private static int edits(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
