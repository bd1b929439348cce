package io.harrier.engine.bundle;

import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.rule.RuleSession;

/**
 * SKELETON: a compiled release, loaded: one immutable KieBase in a class loader of its own. May be
 * shared by threads; sessions may not.
 */
public final class LoadedRelease implements AutoCloseable {

  /**
   * Loads a bundle; compiles nothing.
   *
   * @throws InvalidBundleException if the bytes are not a bundle this version can load
   */
  public static LoadedRelease load(byte[] bundle) throws InvalidBundleException {
    throw new UnsupportedOperationException("skeleton");
  }

  public ReleaseDefinition definition() {
    throw new UnsupportedOperationException("skeleton");
  }

  public RuleSession newRuleSession() {
    throw new UnsupportedOperationException("skeleton");
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("skeleton");
  }
}
