package io.harrier.engine.release;

import io.harrier.engine.expression.ExpressionParser;

/**
 * How large a release may be: far beyond what a team writes, and far below what would keep the
 * reader, the compiler or a running job busy. Lengths are in characters, sizes in bytes.
 *
 * <p>Limits of one condition stand at {@link ExpressionParser}, those of sequences at {@link
 * PatternCheck}, what a rule may cost at run time with the gate.
 */
public final class Limits {
  /** Files of a release, its tests included. */
  public static final int MAX_FILES = 200;

  /** One file. */
  public static final int MAX_FILE_BYTES = 1 << 20;

  /** All files together. */
  public static final int MAX_RELEASE_BYTES = 8 << 20;

  /** Name of a file. */
  public static final int MAX_FILE_NAME_LENGTH = 100;

  /** Nesting of YAML. */
  public static final int MAX_YAML_DEPTH = 12;

  /** Rules of one file, or what a decision table unfolds to. */
  public static final int MAX_DRL_LENGTH = 512 << 10;

  /** Nesting of parentheses in rules. */
  public static final int MAX_DRL_NESTING = 48;

  /**
   * How often the parser may look at a word of a file of rules, in the mean. An honest file takes a
   * few dozen looks; without a limit, a line of nested brackets takes the parser years.
   */
  public static final int MAX_LOOKS_PER_WORD = 500;

  public static final int MAX_RULES = 1_000;

  public static final int MAX_RULE_NAME_LENGTH = 120;

  /** Patterns of one rule; all of one kind speak of the same fact, so that nothing is joined. */
  public static final int MAX_PATTERNS_PER_RULE = 20;

  public static final int MAX_CONSTRAINTS_PER_RULE = 60;

  /** Properties, values and list members in all conditions of one rule. */
  public static final int MAX_TERMS_PER_RULE = 1_000;

  /** A rule's {@code then}. */
  public static final int MAX_CONSEQUENCE_LENGTH = 8_000;

  public static final int MAX_ACTIONS_PER_RULE = 10;

  public static final int MAX_REASON_LENGTH = 200;

  public static final int MAX_DESCRIPTION_LENGTH = 500;

  public static final int MAX_FEATURES = 64;

  public static final int MAX_SEQUENCES = 100;

  /** Cells of one decision table that are not empty. */
  public static final int MAX_CELLS = 20_000;

  public static final int MAX_CELL_LENGTH = 500;

  public static final int MAX_COLUMNS = 60;

  /** Entries of a workbook, which is a zip file. */
  public static final int MAX_WORKBOOK_ENTRIES = 200;

  /** A workbook, unpacked. */
  public static final int MAX_WORKBOOK_BYTES = 16 << 20;

  /** How many times larger than itself a part of a workbook may unpack. */
  public static final int MAX_WORKBOOK_RATIO = 100;

  private Limits() {}
}
