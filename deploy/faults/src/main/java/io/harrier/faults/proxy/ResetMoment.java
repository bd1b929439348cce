package io.harrier.faults.proxy;

/** When, around the request that a {@link StreamWatch} waits for, a connection is reset. */
public enum ResetMoment {
  /** The server does not get the request. */
  BEFORE_THE_REQUEST,
  /** The server has done what was asked; the client does not get the answer. */
  BEFORE_THE_ANSWER
}
