package io.harrier.engine.gate;

/** What a release passes, in this order; the first that refuses it is the last that it sees. */
public enum Stage {
  /** Parsed and checked against what is allowed; nothing is executed. */
  READ("read and checked"),
  /** Compiled in a process of its own, from text that was printed anew. */
  COMPILE("compiled"),
  /** The compiled classes looked through, call by call. */
  VERIFY("bytecode verified"),
  /** Its own tests. */
  TEST("tests passed"),
  /** Made-up transactions, against the clock. */
  REPLAY("replayed and timed");

  private final String done;

  Stage(String done) {
    this.done = done;
  }

  /** How a report says that it is passed. */
  public String done() {
    return done;
  }
}
