package io.harrier.local.platform;

/** How Flink runs. */
public enum FlinkMode {
  /** In the platform's own process. */
  EMBEDDED,
  /** As a cluster of processes, which both jobs are submitted to. */
  SESSION
}
