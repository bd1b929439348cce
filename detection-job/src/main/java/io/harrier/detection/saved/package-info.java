/**
 * Reads savepoints and checkpoints of the job from outside. Not part of the job's jar: it needs
 * Flink's state processor API, which a cluster does not have.
 */
package io.harrier.detection.saved;
