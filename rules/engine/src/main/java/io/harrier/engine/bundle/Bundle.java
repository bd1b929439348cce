package io.harrier.engine.bundle;

import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.rule.RuleConstants;
import java.util.SortedMap;

/**
 * What a compiled release consists of.
 *
 * @param drl the rules as they were compiled; for people, never read again
 * @param model name of the class that describes the rules
 * @param fact name of the class of {@code TransactionFact} that the rules look at
 * @param classes the compiled classes, by name
 */
public record Bundle(
    ReleaseDefinition release,
    RuleConstants constants,
    String drl,
    String model,
    String fact,
    SortedMap<String, byte[]> classes) {

  /** The same content gives the same bytes. */
  public byte[] pack() {
    return BundleFormat.pack(this);
  }

  /**
   * @throws InvalidBundleException if the bytes are not a bundle that this version understands
   */
  static Bundle unpack(byte[] bytes) throws InvalidBundleException {
    return BundleFormat.unpack(bytes);
  }
}
