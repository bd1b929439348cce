package io.harrier.engine.release;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** How things of a release may be called. */
final class Identifiers {
  /** What a message says of ids. */
  static final String ID_FORM = "lower-case letters, digits and hyphens, at most 60";

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Pattern FEATURE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,39}");

  /** Words that rules read as something else. */
  private static final Set<String> RESERVED =
      Set.of(
          "in",
          "not",
          "null",
          "true",
          "false",
          "str",
          "and",
          "or",
          "exists",
          "eval",
          "forall",
          "from",
          "collect",
          "accumulate",
          "acc",
          "over",
          "then",
          "when",
          "end",
          "rule",
          "query",
          "contains",
          "excludes",
          "matches",
          "memberOf",
          "soundslike",
          "isA",
          "before",
          "after",
          "coincides",
          "during",
          "finishes",
          "includes",
          "meets",
          "metby",
          "overlaps",
          "starts");

  private Identifiers() {}

  /** Ids of rules and patterns, marks, names of releases. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  static boolean isFeatureName(String text) {
    return FEATURE.matcher(text).matches()
        && !RESERVED.contains(text)
        && !SourceVersion.isKeyword(text);
  }

  /** The id of a rule that states none, {@code Large payment} becoming {@code large-payment}. */
  static String idOf(String ruleName) {
    String id =
        ruleName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return id.length() > 60 ? id.substring(0, 60) : id;
  }
}
