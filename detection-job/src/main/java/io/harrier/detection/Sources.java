package io.harrier.detection;

import io.harrier.detection.source.Received;
import io.harrier.detection.source.ReferenceEnds;
import io.harrier.detection.source.ReferenceUpdate;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the job's input comes from.
 *
 * @param referenceEnds how far the reference data reaches when a task starts
 */
public record Sources(
    Source<Received, ?, ?> transactions,
    Source<ReferenceUpdate, ?, ?> riskScores,
    Source<ReferenceUpdate, ?, ?> releases,
    Source<ReferenceUpdate, ?, ?> entityLists,
    ReferenceEnds referenceEnds) {}
