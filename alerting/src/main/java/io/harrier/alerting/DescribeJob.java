package io.harrier.alerting;

import io.harrier.alerting.cases.TrackCases;
import io.harrier.alerting.cases.UserCasesSerializer;
import io.harrier.alerting.notification.WebhookSink;
import io.harrier.alerting.standing.StandingSink;
import io.harrier.model.JobDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;

/** Says what the job would be, for whoever is to put it in another one's place. */
final class DescribeJob {
  private static final String UNKNOWN = "unknown";

  /** The job has no option of its own for it. */
  private static final int FLINKS_DEFAULT = 0;

  private DescribeJob() {}

  static JobDescription of(JobGraph graph) {
    String version = DescribeJob.class.getPackage().getImplementationVersion();
    return new JobDescription(
        AlertingJob.NAME,
        version == null ? UNKNOWN : version,
        FLINKS_DEFAULT,
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
    return uid.equals(Operator.TRACK_CASES.uid())
        ? Optional.of(TrackCases.stateNames())
        : Optional.empty();
  }

  private static Map<String, Integer> formats() {
    return Map.of(
        "user-cases", UserCasesSerializer.VERSION,
        "pending-notices", WebhookSink.STATE_VERSION,
        "pending-standings", StandingSink.STATE_VERSION);
  }
}
