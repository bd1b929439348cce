package io.harrier.engine.rule;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Which rules of a session are off, and the network that it runs on. What is switched off has no
 * effect from then on; its cost goes a little later, when a network without it has been made on a
 * thread of its own.
 *
 * @param <N> a network
 */
final class SwitchedRules<N> {
  private final Function<BitSet, N> networks;
  private final BitSet off = new BitSet();

  /** Of the network in use. */
  private BitSet missing = new BitSet();

  private final N all;
  private N network;
  private CompletableFuture<N> next;
  private BitSet missingInNext;

  /**
   * @param networks a network without the rules at given positions, another one each time
   */
  SwitchedRules(Function<BitSet, N> networks) {
    this.networks = networks;
    this.all = networks.apply(off);
    this.network = all;
  }

  /** The rules that are off; not to be changed. */
  BitSet off() {
    return off;
  }

  /** The network of all rules. */
  N all() {
    return all;
  }

  N network() {
    return network;
  }

  /**
   * Switches off these rules and on all others.
   *
   * @return whether {@link #network} is another one now
   */
  boolean switchOff(BitSet positions) {
    if (positions.equals(off)) {
      return false;
    }
    off.clear();
    off.or(positions);
    missingInNext = (BitSet) off.clone();
    next = prepare(missingInNext);
    BitSet missed = (BitSet) missing.clone();
    missed.andNot(off);
    return !missed.isEmpty() && use(new BitSet(), all);
  }

  /** The same, with a network that has been made when this returns. */
  void switchOffNow(BitSet positions) {
    off.clear();
    off.or(positions);
    next = null;
    use((BitSet) off.clone(), networks.apply(off));
  }

  /**
   * Takes the network that was being made, once it is there.
   *
   * @return whether {@link #network} is another one now
   */
  boolean takeNext() {
    if (next == null || !next.isDone()) {
      return false;
    }
    CompletableFuture<N> done = next;
    next = null;
    // Without it, what is off stays off and costs as before.
    return !done.isCompletedExceptionally() && use(missingInNext, done.join());
  }

  private boolean use(BitSet without, N made) {
    missing = without;
    network = made;
    return true;
  }

  private CompletableFuture<N> prepare(BitSet without) {
    CompletableFuture<N> made = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                made.complete(networks.apply(without));
              } catch (RuntimeException | LinkageError e) {
                made.completeExceptionally(e);
              }
            },
            "switch rules off");
    thread.setDaemon(true);
    thread.start();
    return made;
  }
}
