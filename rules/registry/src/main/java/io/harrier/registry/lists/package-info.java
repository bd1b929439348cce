/** The lists of allowed, blocked and watched entities, for whoever edits them with a program. */
package io.harrier.registry.lists;
