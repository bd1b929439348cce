package io.harrier.engine.window;

import io.harrier.engine.vocabulary.TransactionField;

/** The text that the newest transaction before the evaluated one has in a field. */
final class LastFold extends NewestFold {
  private final TransactionField field;

  LastFold(Selection selection, TransactionField field) {
    super(selection);
    this.field = field;
  }

  @Override
  String text(EventColumns columns, int row) {
    return columns.text(field, row);
  }

  @Override
  Object value(Evaluated at, int row) {
    return at.columns.text(field, row);
  }

  @Override
  Object value(Evaluated at, NewestEvicted newest) {
    return newest.text;
  }
}
