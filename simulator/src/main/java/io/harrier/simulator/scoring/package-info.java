/** Holds alerts against the truth: caught, missed, false. */
package io.harrier.simulator.scoring;
