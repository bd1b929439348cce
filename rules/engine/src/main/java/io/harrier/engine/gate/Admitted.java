package io.harrier.engine.gate;

import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.release.ReleaseDefinition;

/** A release that passed every stage. */
public record Admitted(CompiledRelease compiled, GateReport report) {

  public ReleaseDefinition definition() {
    return compiled.definition();
  }
}
