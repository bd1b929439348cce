/**
 * The JSON of the wire. Streaming in both directions, without trees or reflection; uses
 * jackson-core.
 */
package io.harrier.model.json;
