package io.harrier.local.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.DirectoryLock;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.health.HealthCheck;
import io.harrier.local.health.PartHealth;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether everything is ready, and where it is. */
@Command(
    name = "status",
    description = {
      "Prints the endpoints and how each part is; exit code 0 when all are ready.",
      "A warning is of a part that does its work: docs/runbook.md says what each means."
    })
final class StatusCommand implements Callable<Integer> {
  private static final String PART = "  %-15s %-9s %s%n";

  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    DataDirectory directory = data.directory();
    OptionalLong pid = DirectoryLock.holder(directory);
    Optional<Endpoints> endpoints = Endpoints.find(directory);
    boolean running = pid.isPresent() && endpoints.isPresent();
    List<PartHealth> parts = running ? HealthCheck.ask(endpoints.get()) : List.of();
    boolean ready = running && parts.stream().allMatch(PartHealth::ready);
    if (json) {
      printJson(directory, pid, endpoints, parts, ready);
    } else {
      print(directory, pid, endpoints, parts, ready);
    }
    return ready ? 0 : 1;
  }

  private void print(
      DataDirectory directory,
      OptionalLong pid,
      Optional<Endpoints> endpoints,
      List<PartHealth> parts,
      boolean ready) {
    PrintWriter out = spec.commandLine().getOut();
    if (pid.isEmpty()) {
      out.printf(
          "not running  %s%nStart it with ./harrier up --data %s%n",
          directory.root(), directory.root());
      return;
    }
    if (parts.isEmpty()) {
      out.printf("starting     %s, process %d%n", directory.root(), pid.getAsLong());
      return;
    }
    out.printf(
        "%-12s %s, process %d%n%n",
        ready ? "ready" : "not ready", directory.root(), pid.getAsLong());
    endpoints.ifPresent(found -> EndpointsText.print(out, found));
    out.println();
    parts.forEach(part -> print(out, part));
  }

  private static void print(PrintWriter out, PartHealth part) {
    String state = part.warnings().isEmpty() ? "ready" : "WARNING";
    out.printf(PART, part.name(), part.ready() ? state : "NOT READY", part.detail());
    part.warnings().forEach(warning -> out.printf(PART, "", "", "! " + warning));
  }

  private void printJson(
      DataDirectory directory,
      OptionalLong pid,
      Optional<Endpoints> endpoints,
      List<PartHealth> parts,
      boolean ready)
      throws IOException {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("ready", ready);
    status.put("data", directory.root().toString());
    status.put("pid", pid.isPresent() ? pid.getAsLong() : null);
    status.put("endpoints", endpoints.orElse(null));
    status.put("parts", parts);
    PrintWriter out = spec.commandLine().getOut();
    out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(status));
  }
}
