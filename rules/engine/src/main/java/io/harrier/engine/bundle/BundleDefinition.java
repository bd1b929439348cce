package io.harrier.engine.bundle;

import io.harrier.engine.release.ReleaseDefinition;

/** What a bundle looks for, read from its manifest: nothing of it is executed. */
public final class BundleDefinition {
  private BundleDefinition() {}

  /**
   * @throws InvalidBundleException if the bytes are not a bundle that this version understands
   */
  public static ReleaseDefinition of(byte[] bundle) throws InvalidBundleException {
    return Bundle.unpack(bundle).release();
  }
}
