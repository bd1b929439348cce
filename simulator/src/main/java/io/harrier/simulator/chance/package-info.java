/** Random choices that are the same for the same seed, on every platform. */
package io.harrier.simulator.chance;
