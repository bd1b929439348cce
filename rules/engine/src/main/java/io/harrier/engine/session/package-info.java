/** A user's sessions, and how they close. */
package io.harrier.engine.session;
