package io.harrier.alerting.standing;

import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Keeps standings in Redis; see {@link StandingUpdate} for what is kept. */
public final class StandingSink<T extends StandingUpdate>
    implements Sink<T>, SupportsWriterState<T, StandingUpdate> {
  private static final long serialVersionUID = 1L;

  /** The layout of updates in checkpoints and savepoints that is written. */
  public static final int STATE_VERSION = StandingUpdateSerializer.VERSION_1;

  private final StandingSettings settings;

  public StandingSink(StandingSettings settings) {
    this.settings = settings;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new StandingWriter<>(settings, context, List.of());
  }

  @Override
  public StatefulSinkWriter<T, StandingUpdate> restoreWriter(
      WriterInitContext context, Collection<StandingUpdate> recovered) {
    return new StandingWriter<>(settings, context, recovered);
  }

  @Override
  public SimpleVersionedSerializer<StandingUpdate> getWriterStateSerializer() {
    return new StandingUpdateSerializer();
  }
}
