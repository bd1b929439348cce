/** Labelled traffic, deterministic by seed: a population, its habits, and fraud by typology. */
package io.harrier.simulator;
