/** The demo: simulated payments, a live scoreboard, changes while it runs, and a report. */
package io.harrier.local.demo;
