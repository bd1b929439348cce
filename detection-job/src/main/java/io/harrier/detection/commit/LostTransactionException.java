package io.harrier.detection.commit;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Records that a checkpoint counts as written are not in Kafka. The job stops and does not restart:
 * another attempt from the same checkpoint would find the same.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class LostTransactionException extends IOException {
  private static final long serialVersionUID = 1L;

  LostTransactionException(String message) {
    super(message);
  }
}
