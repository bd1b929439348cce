package io.harrier.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private final Sandbox sandbox = new Sandbox(List.of(Sandbox.java()));

  @Test
  void theNetworkHasNoInterfaceButTheLoop() throws Exception {
    assumeTrue(sandbox.isolation().network(), "this system cannot take the network away");
    assertThat(run("cat /proc/net/dev").lines().filter(line -> line.contains(":")))
        .allMatch(line -> line.strip().startsWith("lo:"));
  }

  @Test
  void processorTimeIsLimited() throws Exception {
    assumeTrue(sandbox.isolation().limits(), "this system has no prlimit");
    assertThat(run("ulimit -t").strip()).isEqualTo("7");
  }

  @Test
  void noCapabilityIsLeft() throws Exception {
    assumeTrue(
        sandbox.isolation().privileges() != Isolation.Privileges.UNCHANGED,
        "this system has no setpriv");
    assertThat(run("cat /proc/self/status").lines())
        .anyMatch(line -> line.matches("CapEff:\\s+0+"))
        .anyMatch(line -> line.matches("CapBnd:\\s+0+"))
        .anyMatch(line -> line.matches("NoNewPrivs:\\s+1"));
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(Isolation.NONE.description())
        .isEqualTo(
            "a process of its own with an empty environment, the network of this machine (unshare is"
                + " not possible), with this user's rights (setpriv is not possible), unlimited"
                + " processor time (no prlimit)");
    assertThat(new Isolation(true, true, Isolation.Privileges.NOBODY).description())
        .isEqualTo(
            "a process of its own with an empty environment, no network, as nobody, limited"
                + " processor time");
  }

  @Test
  void whatCannotBeReadIsNotGivenUp() {
    assertThat(new Sandbox(List.of("/nowhere/at/all")).isolation()).isEqualTo(Isolation.NONE);
  }

  private String run(String script) throws Exception {
    List<String> command = new ArrayList<>(sandbox.prefix(Duration.ofSeconds(7)));
    command.addAll(List.of("/bin/sh", "-c", script));
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
