/** Who pays, where, and with whom; knows neither fraud nor Kafka. */
package io.harrier.simulator.population;
