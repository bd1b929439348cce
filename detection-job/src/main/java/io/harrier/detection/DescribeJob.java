package io.harrier.detection;

import io.harrier.detection.state.Format;
import io.harrier.detection.state.Formats;
import io.harrier.detection.state.States;
import io.harrier.model.JobDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;

/** Says what the job would be, for whoever is to put it in another one's place. */
final class DescribeJob {
  private static final String UNKNOWN = "unknown";

  private DescribeJob() {}

  /**
   * @param parallelism as it was asked for; 0 for Flink's default
   */
  static JobDescription of(JobGraph graph, int parallelism) {
    String version = DescribeJob.class.getPackage().getImplementationVersion();
    return new JobDescription(
        DetectionJob.NAME,
        version == null ? UNKNOWN : version,
        parallelism,
        operators(graph),
        formats());
  }

  private static List<JobDescription.Operator> operators(JobGraph graph) {
    List<JobDescription.Operator> operators = new ArrayList<>();
    for (JobVertex vertex : graph.getVertices()) {
      for (OperatorIDPair ids : vertex.getOperatorIDs()) {
        String uid = String.valueOf(ids.getUserDefinedOperatorUid());
        operators.add(
            new JobDescription.Operator(
                ids.getUserDefinedOperatorID().orElse(ids.getGeneratedOperatorID()).toString(),
                uid,
                states(uid)));
      }
    }
    return operators;
  }

  /** Of the one operator that has state which is not Flink's own. */
  private static Optional<Set<String>> states(String uid) {
    return uid.equals(Operator.EVALUATE_TRANSACTIONS.uid())
        ? Optional.of(States.names())
        : Optional.empty();
  }

  private static Map<String, Integer> formats() {
    return Formats.all().stream().collect(Collectors.toMap(Format::name, Format::version));
  }
}
