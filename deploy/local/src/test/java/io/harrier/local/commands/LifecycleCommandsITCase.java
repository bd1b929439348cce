package io.harrier.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.signature.KeyFile;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An analyst's way from an idea to a live rule and back, on a platform that asks for four eyes. */
class LifecycleCommandsITCase {
  @TempDir private static Path root;
  private static PostgresServer postgres;
  private static DataDirectory directory;

  @TempDir Path folder;
  private final StringWriter printed = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    postgres = PostgresServer.start(root.resolve("postgres"), 0);
    FraudSchema.migrate(postgres.dataSource());
    directory = new DataDirectory(root);
    directory.prepare();
    Files.createDirectories(directory.signingKey().getParent());
    KeyFile.writePrivate(directory.signingKey(), KeyFile.generate().getPrivate());
    new Endpoints("none:1", postgres.jdbcUrl(), "redis://none", "http://none").write(directory);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void fromAnIdeaToALiveRuleAndBack() throws IOException {
    LargePaymentRelease.write(folder, 100);
    assertThat(rules("publish", folder.toString(), "--actor", "ann"))
        .contains("r@1 is stored and validated, and decides nothing yet")
        .contains("./harrier rules approve r@1 --actor NAME");
    assertThat(refused("promote", "r@1", "--to", "live", "--actor", "ann"))
        .contains("nobody but its author ann has seen its content");
    assertThat(refused("approve", "r@1", "--actor", "ann")).contains("who cannot approve it");
    assertThat(rules("approve", "r@1", "--actor", "bob", "--comment", "seen"))
        .contains("bob has approved r@1");
    assertThat(rules("publish", folder.toString(), "--author", "ann"))
        .contains("r@1 decides transactions from event time");

    LargePaymentRelease.write(folder, 200);
    assertThat(rules("diff", "live", folder.toString()))
        .contains("changed   rule large-payment")
        .contains("- Transaction.amount > 100")
        .contains("+ Transaction.amount > 200");
    rules("submit", folder.toString(), "--actor", "ann");
    assertThat(refused("compare", "r@2"))
        .contains("r@2 is VALIDATED", "./harrier rules shadow r@2", "rules backtest r@2");
    assertThat(rules("promote", "r@2", "--actor", "ann"))
        .contains("alerts.shadow", "./harrier rules compare r@2")
        .doesNotContain("not known");
    assertThat(refused("compare", "r@2")).contains("Kafka at none:1 does not answer");
    rules("approve", "r@2", "--actor", "bob");
    assertThat(rules("promote", "r@2", "--percent", "20", "--actor", "ann"))
        .contains("How it differs from the live release is not known: Kafka at none:1")
        .contains("decides for 20 % of the users");
    assertThat(rules("list")).contains("CANARY 20 %");
    assertThat(rules("promote", "r@2", "--actor", "ann")).contains("r@2 decides transactions");
    assertThat(refused("compare", "r@2")).contains("r@2 is LIVE", "--against live");
    assertThat(rules("rollback", "r@1", "--as", "carl")).contains("r@3 decides transactions");

    assertThat(rules("disable", "r@3", "large-payment", "--actor", "carl", "--reason", "too noisy"))
        .contains("switched off");
    assertThat(rules("enable", "r@3", "large-payment", "--actor", "carl"))
        .contains("./harrier rules approve r@3 --rule large-payment --actor NAME");
    assertThat(rules("show", "r@3"))
        .contains("approver     bob")
        .contains("signed       yes")
        .contains("rules off    large-payment")
        .contains("bob of r@1: seen")
        .contains("RULE_DISABLED");
    assertThat(rules("approve", "r@3", "--rule", "large-payment", "--actor", "bob"))
        .contains("switched on");
    assertThat(rules("sign", "--actor", "operator"))
        .contains("r@3 (LIVE) is signed anew")
        .doesNotContain("Kafka");
    LargePaymentRelease.write(folder, 300);
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    assertThat(
            rules(
                "publish", folder.toString(), "--active-from", tomorrow.toString(), "--as", "ann"))
        .doesNotContain("Kafka");

    String whole = run(0, "audit", "verify");
    assertThat(whole).contains("The audit is whole");
    String end =
        whole.lines().filter(line -> line.startsWith("its end: ")).findFirst().orElseThrow();
    assertThat(run(0, "audit", "verify", "--noted", end.substring("its end: ".length())))
        .contains("The audit is whole");
    assertThat(run(1, "audit", "verify", "--noted", "3:" + "0".repeat(64)))
        .contains("record 3 is not the one that was noted");
    assertThat(run(0, "audit", "list", "--release", "r@3")).contains("RULE_ENABLED");
    assertThat(run(2, "audit", "verify", "--noted", "yesterday")).contains("NUMBER:HASH");
  }

  private String rules(String... arguments) {
    List<String> all = new ArrayList<>(List.of("rules"));
    all.addAll(List.of(arguments));
    return run(0, all.toArray(String[]::new));
  }

  private String refused(String... arguments) {
    List<String> all = new ArrayList<>(List.of("rules"));
    all.addAll(List.of(arguments));
    return run(1, all.toArray(String[]::new));
  }

  /** What a command prints. */
  private String run(int expectedCode, String... arguments) {
    printed.getBuffer().setLength(0);
    PrintWriter writer = new PrintWriter(printed, true);
    CommandLine line = Commands.all();
    line.setOut(writer);
    line.setErr(writer);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          writer.println(failure.getMessage());
          return failure instanceof CommandLine.ParameterException ? 2 : 1;
        });
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--data");
    all.add(directory.root().toString());
    int code = line.execute(all.toArray(String[]::new));
    assertThat(code).as(printed.toString()).isEqualTo(expectedCode);
    return printed.toString();
  }
}
