package io.harrier.engine.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * What keeps the compiler's process from the rest of the machine, besides a directory of its own,
 * an empty environment and bounded memory. What a system does not offer is left out, and said.
 *
 * @param limits whether processor time, files and their sizes are limited
 * @param network whether the process is in a network of its own, without any interface
 * @param privileges what the process may do
 */
public record Isolation(boolean limits, boolean network, Privileges privileges) {

  /** As whom the process runs, from the least to the most it may do. */
  public enum Privileges {
    /** As nobody, who owns nothing. */
    NOBODY,
    /** As its user, who has lost every capability and can gain none. */
    NO_CAPABILITIES,
    /** As its user. */
    UNCHANGED
  }

  /** Nothing but what every platform offers. */
  static final Isolation NONE = new Isolation(false, false, Privileges.UNCHANGED);

  /** For people: what is in force, and what is missing. */
  public String description() {
    List<String> parts = new ArrayList<>();
    parts.add("a process of its own with an empty environment");
    parts.add(network ? "no network" : "the network of this machine (unshare is not possible)");
    parts.add(
        switch (privileges) {
          case NOBODY -> "as nobody";
          case NO_CAPABILITIES -> "without capabilities";
          case UNCHANGED -> "with this user's rights (setpriv is not possible)";
        });
    parts.add(limits ? "limited processor time" : "unlimited processor time (no prlimit)");
    return String.join(", ", parts);
  }
}
