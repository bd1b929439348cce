/** Who answers for a release: Ed25519 signatures, with what the Java platform has. */
package io.harrier.engine.signature;
