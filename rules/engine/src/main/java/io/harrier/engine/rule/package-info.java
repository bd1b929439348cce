/** Drools: one reused session over a release's rules. */
package io.harrier.engine.rule;
