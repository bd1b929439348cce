/**
 * Kafka transactions that cannot be lost in silence: what a checkpoint counts as written is proven
 * to be readable after a restart.
 */
package io.harrier.detection.commit;
