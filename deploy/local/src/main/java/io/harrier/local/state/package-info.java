/** What the detection job remembers, read from its savepoints and checkpoints. */
package io.harrier.local.state;
