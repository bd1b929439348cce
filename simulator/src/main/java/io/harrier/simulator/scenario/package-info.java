/** Fraud, a scenario for each typology. */
package io.harrier.simulator.scenario;
