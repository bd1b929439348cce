/**
 * Flink as a distribution, from Maven artifacts: what the processes of a standalone cluster run.
 * Knows nothing of the jobs, which bring what they need in their jars.
 */
package io.harrier.flink;
