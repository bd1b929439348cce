package io.harrier.local.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harrier.local.health.RuleHealth;
import io.harrier.local.health.RuleHealth.Role;
import io.harrier.registry.RegistryException;
import io.harrier.registry.Release;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rules list}. */
@Command(
    name = "list",
    description = "Lists the releases, the newest first, and how those do that are evaluated.")
final class RulesListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions options;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<Release> releases = options.registry().list();
    EvaluatedReleases evaluated =
        releases.isEmpty()
            ? new EvaluatedReleases(Optional.empty(), Optional.of("there is no release"))
            : EvaluatedReleases.ask(options.endpoints().flink());
    Map<Release, List<RuleHealth>> health = health(releases, evaluated);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(releases, evaluated, health));
    } else if (releases.isEmpty()) {
      out.println("There is no release yet: ./harrier rules publish FOLDER");
    } else {
      print(out, releases);
      out.println();
      print(out, evaluated, health);
    }
    return 0;
  }

  private Map<Release, List<RuleHealth>> health(
      List<Release> releases, EvaluatedReleases evaluated) {
    Map<Release, List<RuleHealth>> health = new LinkedHashMap<>();
    for (Release release : releases) {
      if (evaluated.role(release).isPresent()) {
        health.put(release, rules(release, evaluated));
      }
    }
    return health;
  }

  private List<RuleHealth> rules(Release release, EvaluatedReleases evaluated) {
    try {
      return evaluated.rules(release, options.registry().definition(release.releaseId()));
    } catch (RegistryException e) {
      return List.of(); // written by another version; show says so
    }
  }

  private static void print(PrintWriter out, List<Release> releases) {
    TextTable table = new TextTable("RELEASE", "STATE", "AUTHOR", "APPROVER", "ACTIVE FROM");
    for (Release release : releases) {
      table.row(
          release.releaseId(),
          release.state()
              + (release.canaryPercent() > 0 ? " " + release.canaryPercent() + " %" : ""),
          release.author(),
          release.approver().orElse("-"),
          release.activeFrom().map(RulesListCommand::seconds).orElse("-"));
    }
    table.lines().forEach(out::println);
  }

  private static void print(
      PrintWriter out, EvaluatedReleases evaluated, Map<Release, List<RuleHealth>> health) {
    if (evaluated.silence().isPresent()) {
      out.printf("No health: %s%n", evaluated.silence().get());
      return;
    }
    if (health.isEmpty()) {
      out.println("No health: nothing has been decided since the job was started");
      return;
    }
    TextTable table =
        new TextTable("EVALUATED NOW", "AS", "RULES", "MATCHES", "LAST MATCH", "DEAREST RULE", "NS")
            .numbers("RULES", "MATCHES", "NS");
    List<String> harmed = new ArrayList<>();
    health.forEach(
        (release, rules) -> {
          Optional<RuleHealth> dearest =
              rules.stream().max(Comparator.comparingLong(RuleHealth::costNanos));
          Optional<Instant> last =
              rules.stream()
                  .flatMap(rule -> rule.lastMatchTime().stream())
                  .max(Comparator.naturalOrder());
          table.row(
              release.releaseId(),
              evaluated.role(release).map(Role::name).orElse("-"),
              rules.size(),
              rules.stream().mapToLong(RuleHealth::matches).sum(),
              last.map(RulesListCommand::seconds).orElse("-"),
              dearest.map(RuleHealth::ruleId).orElse("-"),
              dearest.map(RuleHealth::costNanos).orElse(0L));
          rules.stream()
              .filter(rule -> rule.quarantinedIn() > 0)
              .forEach(
                  rule ->
                      harmed.add(
                          "QUARANTINED: %s of %s; why is on the topic rules.quarantined"
                              .formatted(rule.ruleId(), release.releaseId())));
          release
              .disabledRules()
              .forEach(
                  rule ->
                      harmed.add("SWITCHED OFF: %s of %s".formatted(rule, release.releaseId())));
        });
    table.lines().forEach(out::println);
    harmed.forEach(out::println);
    out.printf(
        "Each rule: ./harrier rules show %s%n", health.keySet().iterator().next().releaseId());
  }

  private static String toJson(
      List<Release> releases, EvaluatedReleases evaluated, Map<Release, List<RuleHealth>> health)
      throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode listed = json.putArray("releases");
    for (Release release : releases) {
      ObjectNode one = ReleaseJson.of(release);
      one.set(
          "evaluation",
          ReleaseJson.evaluation(evaluated, release, health.getOrDefault(release, List.of())));
      listed.add(one);
    }
    return ReleaseJson.print(json);
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
