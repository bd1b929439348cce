/**
 * Finds what a transaction has on the lists of allowed, blocked and watched entities. Uses the
 * model alone.
 */
package io.harrier.engine.lists;
