package io.harrier.backtest.explain;

import io.harrier.backtest.input.HistoryInput;
import io.harrier.backtest.input.HistoryRecord;
import io.harrier.backtest.run.Arrivals;
import io.harrier.backtest.run.Backtest.Progress;
import io.harrier.model.Transaction;
import io.harrier.model.json.RejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds every record that carries a transaction's id: one that was decided, and its repeats. */
public final class TransactionSearch {
  private static final int BATCH = 4_096;

  private TransactionSearch() {}

  /**
   * Reads the input to its end.
   *
   * @return in the order of their arrival
   * @throws IOException if the input cannot be read
   */
  public static List<Sighting> find(
      HistoryInput input, String transactionId, Arrivals arrivals, Progress progress)
      throws IOException {
    byte[] wanted = ("\"" + transactionId + "\"").getBytes(StandardCharsets.UTF_8);
    List<Sighting> sightings = new ArrayList<>();
    List<HistoryRecord> batch = new ArrayList<>(BATCH);
    do {
      batch.clear();
      input.read(batch, BATCH);
      for (HistoryRecord record : batch) {
        // Nearly every record is passed over without being decoded.
        if (record.value() != null && contains(record.value(), wanted)) {
          look(input, record, transactionId, arrivals, sightings);
        }
      }
      progress.at(input.done(), input.total());
    } while (!batch.isEmpty());
    return sightings;
  }

  private static void look(
      HistoryInput input,
      HistoryRecord record,
      String transactionId,
      Arrivals arrivals,
      List<Sighting> sightings) {
    String place = input.placeOf(record);
    try {
      Transaction transaction = arrivals.decode(record);
      if (transaction.transactionId().equals(transactionId)) {
        sightings.add(
            new Sighting(place, record.partition(), record.position(), transaction, null, null));
      }
    } catch (RejectedException e) {
      sightings.add(
          new Sighting(
              place, record.partition(), record.position(), null, e.reason(), e.getMessage()));
    }
  }

  private static boolean contains(byte[] bytes, byte[] wanted) {
    int last = bytes.length - wanted.length;
    for (int i = 0; i <= last; i++) {
      int k = 0;
      while (k < wanted.length && bytes[i + k] == wanted[k]) {
        k++;
      }
      if (k == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
