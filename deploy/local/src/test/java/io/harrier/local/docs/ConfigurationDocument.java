package io.harrier.local.docs;

import io.harrier.alerting.AlertingOptions;
import io.harrier.detection.DetectionSettings;
import io.harrier.local.commands.Commands;
import io.harrier.reference.ReferenceDataSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code docs/configuration.md}, written from the options themselves. */
final class ConfigurationDocument {
  private final StringBuilder text = new StringBuilder();

  private ConfigurationDocument() {}

  static String write() {
    ConfigurationDocument document = new ConfigurationDocument();
    document.line("# Configuration");
    document.line("");
    document.line("Written from the options in the code; a test holds the two together.");
    document.line("");
    document.line(
        "On one machine `./harrier up` sets all of this. On a cluster each job is one jar");
    document.line(
        "(`target/*-job.jar` of its module) and takes its options as program arguments; the");
    document.line(
        "state backend, checkpoint storage and everything else of Flink come from Flink's own");
    document.line("configuration.");
    document.program("detection-job", DetectionSettings.commandSpec());
    document.program("alerting", AlertingOptions.commandLine().getCommandSpec());
    document.program("reference-data", ReferenceDataSettings.commandSpec());
    document.commands("./harrier", Commands.all().getCommandSpec());
    return document.text.toString();
  }

  private void program(String title, CommandSpec command) {
    heading(title, command);
    options(command);
  }

  private void commands(String name, CommandSpec command) {
    heading(name, command);
    options(command);
    command
        .subcommands()
        .forEach((child, line) -> commands(name + " " + child, line.getCommandSpec()));
  }

  private void heading(String title, CommandSpec command) {
    line("");
    line("## " + title);
    line("");
    line(String.join(" ", command.usageMessage().description()));
  }

  private void options(CommandSpec command) {
    List<String> rows = new ArrayList<>();
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      rows.add(
          row("`" + parameter.paramLabel() + "`", "", String.join(" ", parameter.description())));
    }
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp() && !option.inherited()) {
        rows.add(row("`" + option.names()[0] + "`", defaultOf(option), description(option)));
      }
    }
    if (!rows.isEmpty()) {
      line("");
      line("| option | default | meaning |");
      line("|---|---|---|");
      rows.forEach(this::line);
    }
  }

  private static String defaultOf(OptionSpec option) {
    if (option.required()) {
      return "required";
    }
    boolean secret = option.showDefaultValue() == Visibility.NEVER;
    return secret || option.defaultValue() == null || isOfThisMachine(option)
        ? ""
        : "`" + option.defaultValue() + "`";
  }

  /** Such as the user's name: the description says what it is. */
  private static boolean isOfThisMachine(OptionSpec option) {
    return option.defaultValueString(false).startsWith("${sys:");
  }

  private static String description(OptionSpec option) {
    List<String> constants = new ArrayList<>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(constants::add);
    }
    return String.join(" ", option.description())
        .replace("${COMPLETION-CANDIDATES}", String.join(", ", constants));
  }

  private static String row(String name, String value, String meaning) {
    return String.format(Locale.ROOT, "| %s | %s | %s |", name, value, meaning.replace("|", "\\|"));
  }

  private void line(String content) {
    text.append(content.stripTrailing()).append('\n');
  }
}
