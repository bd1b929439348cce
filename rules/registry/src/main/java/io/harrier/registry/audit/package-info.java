/** The audit of what was done with releases: read, and checked for tampering. */
package io.harrier.registry.audit;
