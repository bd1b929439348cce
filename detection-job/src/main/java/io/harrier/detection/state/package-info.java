/**
 * Everything that crosses a wire between operators or goes into a savepoint: formats, their
 * versions, and the descriptors of every state with its bound and its expiry.
 */
package io.harrier.detection.state;
