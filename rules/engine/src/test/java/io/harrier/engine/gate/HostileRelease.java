package io.harrier.engine.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A release that the gate must refuse.
 *
 * @param files content by name; what is not there is as in a good release
 * @param file where the problem must be reported
 * @param line where the problem must be reported, 0 for the whole file
 * @param message part of what must be said
 */
record HostileRelease(
    String name, Map<String, byte[]> files, String file, int line, String message) {
  static final String GOOD_RULE =
      "rule \"ok\" when Transaction( amount > 5 ) then alert( 1, \"x\" ); mark( \"m\" ); end\n";

  static HostileRelease hostile(
      String name, String file, String content, int line, String message) {
    return hostile(name, file, content.getBytes(StandardCharsets.UTF_8), line, message);
  }

  static HostileRelease hostile(
      String name, String file, byte[] content, int line, String message) {
    return new HostileRelease(name, Map.of(file, content), file, line, message);
  }

  /** The same, reported elsewhere. */
  HostileRelease at(String otherFile) {
    return new HostileRelease(name, files, otherFile, line, message);
  }

  /** A file of rules with a condition in its line 3. */
  static HostileRelease condition(String name, String condition, String message) {
    String drl =
        "rule \"r\"\nwhen\n" + condition + "\nthen\n  alert( 1, \"x\" ); mark( \"m\" );\nend\n";
    return hostile(name, "rules.drl", drl, 3, message);
  }

  /** A file of rules with a consequence in its line 4. */
  static HostileRelease consequence(String name, String consequence, String message) {
    String drl = "rule \"r\"\nwhen Transaction()\nthen\n" + consequence + "\nend\n";
    return hostile(name, "rules.drl", drl, 4, message);
  }

  /** A decision table of one condition and one row, its eighth line. */
  static HostileRelease cell(String name, String template, String cell, int row, String message) {
    return hostile(name, "table.csv", table(template, cell), row, message);
  }

  static String table(String template, String cell) {
    return """
    "RuleSet","x"
    "RuleTable T"
    "CONDITION","ACTION"
    "Transaction",""
    "%s","alert( 1, ""x"" );"
    "A","B"
    "%s","x"
    """
        .formatted(template.replace("\"", "\"\""), cell.replace("\"", "\"\""));
  }

  void write(Path folder) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("release.yaml", "name: hostile\n".getBytes(StandardCharsets.UTF_8));
    all.put("rules.drl", GOOD_RULE.getBytes(StandardCharsets.UTF_8));
    all.putAll(files);
    try {
      for (Map.Entry<String, byte[]> entry : all.entrySet()) {
        Path path = folder.resolve(entry.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
