/**
 * Puts another build of a job in the place of the one that runs, by a savepoint: nothing is lost or
 * doubled, and what does not hold is taken back. Uses Flink's REST API and the topics.
 */
package io.harrier.local.upgrade;
