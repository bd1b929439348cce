package io.harrier.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux,amd64,LINUX_X86_64",
    "Linux,aarch64,LINUX_ARM_64",
    "Mac OS X,x86_64,MAC_X86_64",
    "Mac OS X,aarch64,MAC_ARM_64"
  })
  void knowsThePlatformsWithBundledServers(String system, String architecture, Platform platform) {
    assertThat(Platform.of(system, architecture)).isEqualTo(platform);
  }

  @Test
  void saysWhatToDoOnOthers() {
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("Windows 11 on amd64")
        .hasMessageContaining("WSL");
  }

  @Test
  void redisIsBundledForThisMachine() {
    assertThat(RedisProgram.unpack(Platform.current())).isExecutable();
  }
}
