package io.harrier.simulator.replay;

import java.util.Map;

/**
 * One line of a file, taken apart.
 *
 * @param number counted from 1, the header included
 * @param values by column
 */
record Line(long number, Map<String, String> values) {

  /** The column's text; empty when it holds nothing. */
  String value(String column) throws BadLineException {
    String value = values.get(column);
    if (value == null) {
      throw new BadLineException("there is no column \"" + column + "\"");
    }
    return value;
  }
}
