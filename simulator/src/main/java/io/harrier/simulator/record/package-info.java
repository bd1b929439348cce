/** What is sent to the topic {@code transactions}, with what is known of it. */
package io.harrier.simulator.record;
