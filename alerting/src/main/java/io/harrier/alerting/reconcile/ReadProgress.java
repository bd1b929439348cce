package io.harrier.alerting.reconcile;

/** Hears how far the reading of the topic has come. */
@FunctionalInterface
public interface ReadProgress {
  /** Hears nothing. */
  ReadProgress SILENT = (done, total) -> {};

  /**
   * @param done offsets read
   * @param total offsets to read
   */
  void read(long done, long total);
}
