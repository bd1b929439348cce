package io.harrier.engine.vocabulary;

import java.util.regex.Pattern;

/** The oracle of {@link Glob}: a regular expression. */
public final class Globs {
  private Globs() {}

  public static boolean matches(String text, String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
