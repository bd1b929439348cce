/** Flink in this process: the cluster, the jobs on it, and the snapshots they resume from. */
package io.harrier.local.flink;
