package io.harrier.backtest.input;

import io.harrier.backtest.BacktestException;
import io.harrier.model.json.TransactionJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with a transaction on each line, as {@code ./harrier simulate --out} writes it. An empty
 * line is a record without a value. Of a line that is too long to be a transaction only so much is
 * kept that it is refused for its length.
 */
public final class JsonLinesInput implements HistoryInput {
  private static final int BUFFER = 1 << 18;
  private static final int LONGEST = TransactionJson.MAX_BYTES + 1;

  private final Path file;
  private final InputStream in;
  private final long total;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int from;
  private int to;
  private boolean inLine;
  private long line;
  private long done;

  private JsonLinesInput(Path file, InputStream in, long total) {
    this.file = file;
    this.in = in;
    this.total = total;
  }

  /**
   * @throws BacktestException if there is no such file, or it is empty
   */
  public static JsonLinesInput open(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new BacktestException(
            file + " is not a file: name one with a transaction as JSON on each line");
      }
      long size = Files.size(file);
      if (size == 0) {
        throw new BacktestException(file + " is empty: there is nothing to backtest");
      }
      return new JsonLinesInput(file, Files.newInputStream(file), size);
    } catch (IOException e) {
      throw new BacktestException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public String placeOf(HistoryRecord record) {
    return file + ", line " + record.position();
  }

  @Override
  public int partitions() {
    return 1;
  }

  @Override
  public void read(List<HistoryRecord> into, int max) throws IOException {
    int left = max;
    while (left > 0) {
      if (from == to && !fill()) {
        if (inLine) {
          into.add(endLine(from));
        }
        return;
      }
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      if (end == to) {
        keep(end);
        from = to;
      } else {
        into.add(endLine(end));
        from = end + 1;
        left--;
      }
    }
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    done += to;
    return to > 0;
  }

  private void keep(int end) {
    inLine = true;
    begun.write(buffer, from, Math.min(end - from, LONGEST - Math.min(LONGEST, begun.size())));
  }

  private HistoryRecord endLine(int end) {
    keep(end);
    byte[] value = begun.toByteArray();
    begun.reset();
    inLine = false;
    return new HistoryRecord(
        value.length == 0 ? null : value, 0, ++line, HistoryRecord.NOT_RECORDED);
  }

  @Override
  public long done() {
    return done;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
