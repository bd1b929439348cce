package io.harrier.engine.release;

import org.drools.decisiontable.parser.RuleSheetParserUtil;

/**
 * A cell of a decision table that is not empty.
 *
 * @param row counted from 0
 * @param column counted from 0
 * @param mergedFrom the first of the columns that it is merged over, or less than 0
 */
record TableCell(int row, int column, String value, int mergedFrom) {

  /** As a spreadsheet calls it, such as C5. */
  String name() {
    return RuleSheetParserUtil.rc2name(row, column);
  }

  /** The letters of its column, such as C. */
  String letters() {
    return letters(column);
  }

  static String letters(int column) {
    return RuleSheetParserUtil.rc2name(0, column).replace("1", "");
  }
}
