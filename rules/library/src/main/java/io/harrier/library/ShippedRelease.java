package io.harrier.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The release {@code harrier-base}. Its sources stand in a folder for each typology; a release's
 * folder is put together from them: features, patterns and the notes for analysts joined into one
 * file each, rules, tables and tests under the typology's name.
 */
public final class ShippedRelease {
  /** The release's name. */
  public static final String NAME = "harrier-base";

  private static final String ROOT = NAME + "/";

  /** In the order in which an analyst would read them. */
  private static final List<String> FOLDERS =
      List.of(
          "common",
          "card-testing",
          "velocity-burst",
          "account-takeover",
          "impossible-travel",
          "dormant-awakening",
          "bust-out",
          "mule",
          "structuring",
          "terminal-compromise",
          "night-spree",
          "high-risk-user",
          "refund-abuse",
          "lists");

  private ShippedRelease() {}

  /**
   * Copies the release out; files of the same names are replaced.
   *
   * @param folder is created if absent
   * @throws IOException if the folder cannot be written
   */
  public static void extractTo(Path folder) throws IOException {
    Path tests = Files.createDirectories(folder.resolve("tests"));
    copy("release.yaml", folder.resolve("release.yaml"));
    join("features.yaml", "# ", folder.resolve("features.yaml"));
    join("patterns.yaml", "# ", folder.resolve("patterns.yaml"));
    join("README.md", "", folder.resolve("README.md"));
    for (String name : FOLDERS) {
      copy(name + "/rules.drl", folder.resolve(name + ".drl"));
      copy(name + "/table.csv", folder.resolve(name + ".csv"));
      copy(name + "/tests.yaml", tests.resolve(name + ".yaml"));
    }
  }

  private static void join(String file, String comment, Path target) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (String name : FOLDERS) {
      try (InputStream in = open(name + "/" + file)) {
        if (in != null) {
          String heading = comment.isEmpty() ? "" : comment + name + "\n";
          joined.writeBytes(heading.getBytes(StandardCharsets.UTF_8));
          in.transferTo(joined);
          joined.write('\n');
        }
      }
    }
    Files.write(target, joined.toByteArray());
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream in = open(resource)) {
      if (in != null) {
        Files.write(target, in.readAllBytes());
      }
    }
  }

  private static InputStream open(String resource) {
    return ShippedRelease.class.getResourceAsStream(ROOT + resource);
  }
}
