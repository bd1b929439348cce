package io.harrier.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a jar's job is before it runs: enough to tell whether it can take over the state of another
 * one.
 *
 * @param job by which Flink and people know it
 * @param version of the build
 * @param parallelism the most tasks that one of its operators has; 0 where Flink's default decides
 * @param operators all that Flink knows by an id
 * @param formats version of each format of state that it writes, by the format's name; it reads
 *     that version and every earlier one
 */
public record JobDescription(
    String job,
    String version,
    int parallelism,
    List<Operator> operators,
    Map<String, Integer> formats) {

  /**
   * An operator, or the part of a sink or a source that is one to Flink.
   *
   * @param id by which a savepoint knows it; hexadecimal
   * @param uid what the id was made from
   * @param states names of the states that it declares; empty where they are Flink's own, and in
   *     what earlier builds say
   */
  public record Operator(String id, String uid, Optional<Set<String>> states) {
    public Operator {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(uid, "uid");
      states = states.map(names -> Collections.unmodifiableSet(new TreeSet<>(names)));
    }
  }

  public JobDescription {
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(version, "version");
    operators = List.copyOf(operators);
    formats = new TreeMap<>(formats);
  }
}
