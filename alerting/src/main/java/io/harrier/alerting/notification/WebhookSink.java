package io.harrier.alerting.notification;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Posts a notice of each new case to a URL, at least once. */
public final class WebhookSink
    implements Sink<CaseNotice>, SupportsWriterState<CaseNotice, PendingNotice> {
  private static final long serialVersionUID = 1L;

  /** The layout of notices in checkpoints and savepoints that is written. */
  public static final int STATE_VERSION = PendingNotice.Serializer.VERSION_1;

  private final WebhookSettings settings;
  private final Clock clock;

  /**
   * @param clock stamps the signatures; must be serializable, as the JDK's clocks are
   */
  public WebhookSink(WebhookSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public SinkWriter<CaseNotice> createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<CaseNotice, PendingNotice> restoreWriter(
      WriterInitContext context, Collection<PendingNotice> recovered) {
    return new WebhookWriter(settings, new Webhook(settings, clock), context, recovered);
  }

  @Override
  public SimpleVersionedSerializer<PendingNotice> getWriterStateSerializer() {
    return new PendingNotice.Serializer();
  }
}
