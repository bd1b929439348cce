package io.harrier.engine.compile;

import io.harrier.engine.release.ReleaseDefinition;

/**
 * @param bundle what a task loads
 * @param contentHash SHA-256 of the bundle, lower-case hex; the same sources give the same hash
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record CompiledRelease(ReleaseDefinition definition, byte[] bundle, String contentHash) {}
