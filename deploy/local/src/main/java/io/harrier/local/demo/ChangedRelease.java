package io.harrier.local.demo;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.local.platform.ShippedReleaseCompiler;
import io.harrier.registry.ReleaseArtifact;
import java.io.IOException;
import java.util.Map;

/** The shipped release with one more rule. */
final class ChangedRelease {
  static final String RULE = "demo-large-payment";

  private ChangedRelease() {}

  /** Takes seconds; needs nothing that runs. */
  static ReleaseArtifact compile() throws IOException, InvalidReleaseException {
    return ShippedReleaseCompiler.compile(Map.of("demo.drl", rule()));
  }

  private static String rule() {
    return """
        package harrier.demo

        rule "Large payment, added while running"
          @id("%s") @severity("LOW") @description("Published by the demo.")
        when
          Transaction( type == "PURCHASE", status == "APPROVED", amount >= 100000 )
        then
          alert( 5, "{amount}, by a rule that was published while payments flowed" );
        end
        """
        .formatted(RULE);
  }
}
