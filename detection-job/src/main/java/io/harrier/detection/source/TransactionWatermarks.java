package io.harrier.detection.source;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of one partition of transactions. A rejected record neither moves the watermark nor
 * keeps an idle partition awake.
 */
public final class TransactionWatermarks implements WatermarkGenerator<Received> {
  private final WatermarkGenerator<Received> validOnly;

  private TransactionWatermarks(WatermarkGenerator<Received> validOnly) {
    this.validOnly = validOnly;
  }

  /**
   * @param outOfOrderness how far a partition may be out of order
   * @param idleness after which silence a partition no longer holds the others back
   */
  public static WatermarkStrategy<Received> strategy(Duration outOfOrderness, Duration idleness) {
    WatermarkStrategy<Received> ofValid =
        WatermarkStrategy.<Received>forBoundedOutOfOrderness(outOfOrderness).withIdleness(idleness);
    return WatermarkStrategy.<Received>forGenerator(
            context -> new TransactionWatermarks(ofValid.createWatermarkGenerator(context)))
        .withTimestampAssigner(
            (received, recordTimestamp) ->
                received instanceof Received.Valid valid
                    ? valid.transaction().eventTime()
                    : recordTimestamp);
  }

  @Override
  public void onEvent(Received received, long eventTimestamp, WatermarkOutput output) {
    if (received instanceof Received.Valid) {
      validOnly.onEvent(received, eventTimestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    validOnly.onPeriodicEmit(output);
  }
}
