/** Finds settings of servers that would lose data later, before they do. */
package io.harrier.local.preflight;
