package io.harrier.detection.commit;

/** What happens when records that a checkpoint counts as written turn out to be lost. */
public enum LostTransactions {
  /** The job stops, for someone to restore an earlier checkpoint. */
  STOP,
  /** It is logged as an error and counted; for an operator who has accepted the loss. */
  ACCEPT
}
