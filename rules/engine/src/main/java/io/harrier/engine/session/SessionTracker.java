package io.harrier.engine.session;

import io.harrier.model.Transaction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The open sessions of one user, in order of time; several are open at once when transactions
 * arrive out of order or time has not been let pass.
 *
 * <p>A transaction belongs to a session if it lies at most the gap before its first or behind its
 * last transaction. A session can be closed from one millisecond after that on: at the time {@code
 * end + gap + 1}, which {@link #nextDeadline} gives. What was closed stays closed: a transaction
 * that would have belonged to it begins a new session.
 *
 * <p>At most {@link #MAX_OPEN} sessions of at most about 6 KB each. When one more begins, the two
 * that lie closest together become one, so that nothing is lost.
 */
public final class SessionTracker {
  /** How many sessions of a user can be open at once. */
  public static final int MAX_OPEN = 16;

  /** Version of the format that {@link #write} writes. */
  public static final int FORMAT_VERSION = 1;

  private final List<OpenSession> open;

  public SessionTracker() {
    this(new ArrayList<>(1));
  }

  private SessionTracker(List<OpenSession> open) {
    this.open = open;
  }

  /** Adds a transaction to the open session it belongs to, joining two if it bridges them. */
  public void add(Transaction transaction, long gap) {
    long time = transaction.eventTime();
    int first = 0;
    while (first < open.size() && open.get(first).end() < time - gap) {
      first++;
    }
    if (first < open.size() && open.get(first).start() - gap <= time) {
      OpenSession session = open.get(first);
      session.add(transaction);
      while (first + 1 < open.size() && open.get(first + 1).start() - gap <= time) {
        session.join(open.remove(first + 1));
      }
      return;
    }
    open.add(first, new OpenSession(transaction));
    if (open.size() > MAX_OPEN) {
      joinNearest();
    }
  }

  /**
   * Takes out every session whose last transaction lies more than {@code gap} before {@code time},
   * oldest first.
   */
  public List<ClosedSession> close(long time, long gap) {
    if (nextDeadline(gap) > time) {
      return List.of();
    }
    List<ClosedSession> closed = new ArrayList<>(1);
    for (int i = 0; i < open.size(); ) {
      if (open.get(i).end() + gap < time) {
        closed.add(open.remove(i).close());
      } else {
        i++;
      }
    }
    return closed;
  }

  /**
   * The first time at which {@link #close} takes a session out if nothing more arrives, or {@code
   * Long.MAX_VALUE}.
   */
  public long nextDeadline(long gap) {
    // Sessions lie apart in order of time: the first one ends first.
    return open.isEmpty() ? Long.MAX_VALUE : open.get(0).end() + gap + 1;
  }

  /** How many sessions are open. */
  public int size() {
    return open.size();
  }

  public SessionTracker copy() {
    List<OpenSession> copies = new ArrayList<>(open.size());
    for (OpenSession session : open) {
      copies.add(session.copy());
    }
    return new SessionTracker(copies);
  }

  /** Writes the sessions; the format is versioned by the first byte. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT_VERSION);
    out.writeByte(open.size());
    for (OpenSession session : open) {
      session.write(out);
    }
  }

  /**
   * Reads what {@link #write} of this or an earlier version wrote.
   *
   * @throws IOException if the version is unknown
   */
  public static SessionTracker read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != FORMAT_VERSION) {
      throw new IOException(
          "a user's sessions have format version "
              + version
              + ", this Harrier reads up to "
              + FORMAT_VERSION
              + ": restore them with the Harrier that wrote them, or a newer one");
    }
    int size = in.readUnsignedByte();
    List<OpenSession> open = new ArrayList<>(size + 1);
    for (int i = 0; i < size; i++) {
      open.add(OpenSession.read(in));
    }
    return new SessionTracker(open);
  }

  private void joinNearest() {
    int nearest = 0;
    for (int i = 1; i + 1 < open.size(); i++) {
      if (distanceToNext(i) < distanceToNext(nearest)) {
        nearest = i;
      }
    }
    open.get(nearest).join(open.remove(nearest + 1));
  }

  private long distanceToNext(int index) {
    return open.get(index + 1).start() - open.get(index).end();
  }
}
