package io.harrier.engine.sequence;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * What a pattern must know of a transaction: its id and time, and what the pattern compares.
 *
 * <p>Which steps a transaction may serve is known while it arrives, and is not kept with it: an
 * open match only ever asks it of the newest one.
 */
final class SequenceEvent {
  private static final int HAS_AMOUNT = 1;
  private static final int HAS_LOCATION = 2;

  private final String transactionId;
  private final long eventTime;
  private final String[] values;
  private final String currency;
  private final long amountMinor;
  private final double latitude;
  private final double longitude;
  private final long steps;

  /**
   * @param values of the compared fields, in the order of the pattern's {@link EventLayout}
   * @param currency {@code null} if the pattern compares no amounts
   * @param latitude {@code NaN} if the pattern compares no places, or the place is not known
   * @param steps bit i is set if the transaction carries the mark of step i
   */
  SequenceEvent(
      String transactionId,
      long eventTime,
      String[] values,
      String currency,
      long amountMinor,
      double latitude,
      double longitude,
      long steps) {
    this.transactionId = transactionId;
    this.eventTime = eventTime;
    this.values = values;
    this.currency = currency;
    this.amountMinor = amountMinor;
    this.latitude = latitude;
    this.longitude = longitude;
    this.steps = steps;
  }

  String transactionId() {
    return transactionId;
  }

  long eventTime() {
    return eventTime;
  }

  /** The value of a compared field, or {@code null} if the transaction has none. */
  String value(int index) {
    return values[index];
  }

  String currency() {
    return currency;
  }

  long amountMinor() {
    return amountMinor;
  }

  double latitude() {
    return latitude;
  }

  double longitude() {
    return longitude;
  }

  boolean serves(int step) {
    return (steps & (1L << step)) != 0;
  }

  void write(DataOutputView out) throws IOException {
    boolean hasLocation = !Double.isNaN(latitude) && !Double.isNaN(longitude);
    StringValue.writeString(transactionId, out);
    out.writeLong(eventTime);
    out.writeByte((currency == null ? 0 : HAS_AMOUNT) | (hasLocation ? HAS_LOCATION : 0));
    if (currency != null) {
      StringValue.writeString(currency, out);
      out.writeLong(amountMinor);
    }
    if (hasLocation) {
      out.writeDouble(latitude);
      out.writeDouble(longitude);
    }
    out.writeByte(values.length);
    for (String value : values) {
      StringValue.writeString(value, out);
    }
  }

  static SequenceEvent read(DataInputView in) throws IOException {
    String transactionId = StringValue.readString(in);
    long eventTime = in.readLong();
    int content = in.readUnsignedByte();
    boolean hasAmount = (content & HAS_AMOUNT) != 0;
    boolean hasLocation = (content & HAS_LOCATION) != 0;
    String currency = hasAmount ? StringValue.readString(in) : null;
    long amountMinor = hasAmount ? in.readLong() : 0;
    double latitude = hasLocation ? in.readDouble() : Double.NaN;
    double longitude = hasLocation ? in.readDouble() : Double.NaN;
    String[] values = new String[in.readUnsignedByte()];
    for (int i = 0; i < values.length; i++) {
      values[i] = StringValue.readString(in);
    }
    return new SequenceEvent(
        transactionId, eventTime, values, currency, amountMinor, latitude, longitude, 0);
  }
}
