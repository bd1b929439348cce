package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Which parts of a transaction the conditions of one pattern compare. */
final class EventLayout {
  private final List<TransactionField> fields;
  private final boolean amount;
  private final boolean location;

  private EventLayout(List<TransactionField> fields, boolean amount, boolean location) {
    this.fields = List.copyOf(fields);
    this.amount = amount;
    this.location = location;
  }

  static EventLayout of(PatternDefinition pattern) {
    List<TransactionField> fields = new ArrayList<>();
    boolean amount = false;
    boolean location = false;
    for (Step step : pattern.steps()) {
      for (Condition condition : step.conditions()) {
        if (condition instanceof SameAs same) {
          addOnce(fields, same.field());
        } else if (condition instanceof DifferentFrom different) {
          addOnce(fields, different.field());
        } else if (condition instanceof AmountRatio) {
          amount = true;
        } else if (condition instanceof Speed) {
          location = true;
        }
      }
    }
    return new EventLayout(fields, amount, location);
  }

  private static void addOnce(List<TransactionField> fields, TransactionField field) {
    if (!fields.contains(field)) {
      fields.add(field);
    }
  }

  /** Where the value of a field stands in {@link SequenceEvent#value}. */
  int indexOf(TransactionField field) {
    return fields.indexOf(field);
  }

  SequenceEvent event(Transaction transaction, long steps) {
    String[] values = new String[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = FieldText.of(transaction, fields.get(i));
    }
    return new SequenceEvent(
        transaction.transactionId(),
        transaction.eventTime(),
        values,
        amount ? transaction.currency() : null,
        amount ? transaction.amountMinor() : 0,
        location ? transaction.latitude() : Double.NaN,
        location ? transaction.longitude() : Double.NaN,
        steps);
  }
}
