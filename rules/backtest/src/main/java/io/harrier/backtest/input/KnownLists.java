package io.harrier.backtest.input;

import io.harrier.engine.lists.ListLookup;
import java.util.Objects;

/**
 * What is allowed, blocked and watched: the same throughout a backtest, but for expiries.
 *
 * @param source what they are, for people
 * @param lookup may be read by several threads
 */
public record KnownLists(String source, ListLookup lookup) {
  /** Nothing is listed. */
  public static final KnownLists NONE = new KnownLists("none", ListLookup.NONE);

  public KnownLists {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(lookup, "lookup");
  }
}
