/** What people do on an ordinary day, and on the odd ones. */
package io.harrier.simulator.behaviour;
