package io.harrier.local.upgrade;

import io.harrier.model.JobDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a job can take over another one's state.
 *
 * @param dropped operators with state that the new job has not, by name where it is known, and
 *     states that an operator of both has only in the present job
 * @param added operators of the new job that begin without state, and states that are new in an
 *     operator of both
 * @param unreadable formats that the new job writes in an older version than the present one does,
 *     or not at all: it cannot read what is there
 */
record StateCompatibility(List<String> dropped, List<String> added, List<String> unreadable) {
  private static final String STATE_OF_OPERATOR = "%s of %s";

  /**
   * @param state of the present job
   * @param present what the present job says of itself, where that is known
   */
  static StateCompatibility between(
      List<SnapshotState> state, Optional<JobDescription> present, JobDescription next) {
    Map<String, String> presentUids = present.map(StateCompatibility::uids).orElse(Map.of());
    Map<String, String> nextUids = uids(next);
    Stream<String> droppedOperators =
        state.stream()
            .filter(operator -> !nextUids.containsKey(operator.id()))
            .map(operator -> name(operator, presentUids));
    Set<String> known = state.stream().map(SnapshotState::id).collect(Collectors.toSet());
    known.addAll(presentUids.keySet());
    Stream<String> addedOperators =
        nextUids.entrySet().stream()
            .filter(operator -> !known.contains(operator.getKey()))
            .map(Map.Entry::getValue);
    return new StateCompatibility(
        sorted(droppedOperators, present.stream().flatMap(job -> statesOnlyIn(job, next))),
        sorted(addedOperators, present.stream().flatMap(job -> statesOnlyIn(next, job))),
        unreadable(present, next));
  }

  private static List<String> sorted(Stream<String> operators, Stream<String> states) {
    return Stream.concat(operators, states).sorted().toList();
  }

  /** Of the operators that both jobs have, where both say what state that is. */
  private static Stream<String> statesOnlyIn(JobDescription job, JobDescription other) {
    Map<String, Set<String>> others = new HashMap<>();
    for (JobDescription.Operator operator : other.operators()) {
      operator.states().ifPresent(states -> others.put(operator.id(), states));
    }
    return job.operators().stream()
        .filter(operator -> others.containsKey(operator.id()))
        .flatMap(
            operator ->
                operator.states().stream()
                    .flatMap(Set::stream)
                    .filter(state -> !others.get(operator.id()).contains(state))
                    .map(state -> STATE_OF_OPERATOR.formatted(state, operator.uid())));
  }

  private static String name(SnapshotState operator, Map<String, String> uids) {
    return Optional.ofNullable(uids.get(operator.id()))
        .or(operator::uid)
        .orElse("operator " + operator.id());
  }

  private static Map<String, String> uids(JobDescription job) {
    return job.operators().stream()
        .collect(
            Collectors.toMap(
                JobDescription.Operator::id,
                JobDescription.Operator::uid,
                (first, second) -> first));
  }

  private static List<String> unreadable(Optional<JobDescription> present, JobDescription next) {
    List<String> found = new ArrayList<>();
    Map<String, Integer> written = present.map(JobDescription::formats).orElse(Map.of());
    written.forEach(
        (format, version) -> {
          Integer readable = next.formats().get(format);
          if (readable == null) {
            found.add(format + " " + version + " (unknown to the new jar)");
          } else if (readable < version) {
            found.add(format + " " + version + " (the new jar reads up to " + readable + ")");
          }
        });
    return found;
  }
}
