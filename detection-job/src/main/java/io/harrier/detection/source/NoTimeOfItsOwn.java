package io.harrier.detection.source;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of reference data: none, and it never holds back the time of the transactions. It is
 * idle rather than at the end of time: when the transactions fall idle too, whoever joins the two
 * would take the end of time for theirs, and every timer would fire.
 */
public final class NoTimeOfItsOwn implements WatermarkGenerator<ReferenceUpdate> {
  @Override
  public void onEvent(ReferenceUpdate update, long eventTimestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
