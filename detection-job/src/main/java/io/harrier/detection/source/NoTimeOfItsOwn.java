package io.harrier.detection.source;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Watermarks of reference data: it never holds back the time of the transactions. */
public final class NoTimeOfItsOwn implements WatermarkGenerator<ReferenceUpdate> {
  @Override
  public void onEvent(ReferenceUpdate update, long eventTimestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(Watermark.MAX_WATERMARK);
  }
}
