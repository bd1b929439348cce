package io.harrier.local.demo;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.library.ShippedRelease;
import io.harrier.local.flink.FileTree;
import io.harrier.registry.ReleaseArtifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped release with one more rule. */
final class ChangedRelease {
  static final String RULE = "demo-large-payment";

  private ChangedRelease() {}

  /** Takes seconds; needs nothing that runs. */
  static ReleaseArtifact compile() throws IOException, InvalidReleaseException {
    Path folder = Files.createTempDirectory("harrier-demo-release");
    try {
      ShippedRelease.extractTo(folder);
      Files.writeString(folder.resolve("demo.drl"), rule(), StandardCharsets.UTF_8);
      return ReleaseArtifact.compile(folder);
    } finally {
      FileTree.delete(folder);
    }
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
