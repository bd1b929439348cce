/** What was really fraud: labels, and their JSON. */
package io.harrier.simulator.truth;
