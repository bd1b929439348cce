package io.harrier.faults.proxy;

/** Waits for a certain request in the bytes that a client sends; one for each connection. */
public interface StreamWatch {

  /** For a link on which nothing is waited for. */
  StreamWatch NOTHING = (bytes, length) -> false;

  /**
   * Takes the next piece of the stream, which may begin and end anywhere.
   *
   * @return whether a request that is waited for ends in this piece
   */
  boolean sees(byte[] bytes, int length);
}
