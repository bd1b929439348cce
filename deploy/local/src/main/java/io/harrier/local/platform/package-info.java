/** Starts, watches and stops everything on one machine, in the right order. */
package io.harrier.local.platform;
