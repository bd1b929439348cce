package io.harrier.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.library.ShippedRelease;
import io.harrier.registry.ReleaseArtifact;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedArtifactTest {
  @Test
  void whatTheBuildMadeIsWhatTheCompilerMakes() throws Exception {
    ReleaseArtifact built = ShippedArtifact.load();

    assertThat(built).isEqualTo(ShippedReleaseCompiler.compile(Map.of()));
    assertThat(built.name()).isEqualTo(ShippedRelease.NAME);
  }

  @Test
  void theBuildMadeIt() {
    assertThat(ShippedArtifact.class.getResource(ShippedRelease.NAME + ".bundle")).isNotNull();
    assertThat(ShippedArtifact.class.getResource(ShippedRelease.NAME + ".zip")).isNotNull();
  }
}
