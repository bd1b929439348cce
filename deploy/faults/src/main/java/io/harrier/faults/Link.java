package io.harrier.faults;

/** By what jobs and capture reach the servers. */
public enum Link {
  /** Both jobs' and capture's. */
  KAFKA,
  CAPTURE_TO_POSTGRES,
  ALERTING_TO_POSTGRES,
  ALERTING_TO_REDIS
}
