package io.harrier.engine.release;

import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Parses YAML into nodes that know their line. No object is constructed, no alias followed. */
final class YamlDocument {
  private YamlDocument() {}

  /** The document's root, or nothing when it is empty or broken (which is a problem). */
  static Optional<YamlNode> parse(String file, String text, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(Limits.MAX_YAML_DEPTH);
    options.setCodePointLimit(Limits.MAX_FILE_BYTES);
    try {
      Node root = new Yaml(options).compose(new java.io.StringReader(text));
      if (root == null) {
        problems.add(file, 0, "is empty");
        return Optional.empty();
      }
      YamlNode node = new YamlNode(file, root, problems);
      node.refuseTags();
      return Optional.of(node);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(file, line, "is not YAML: " + e.getProblem());
      return Optional.empty();
    } catch (YAMLException e) {
      problems.add(
          file,
          0,
          "is not allowed as YAML: "
              + e.getMessage()
              + " (lists and mappings are written out, without & and *, at most "
              + Limits.MAX_YAML_DEPTH
              + " deep)");
      return Optional.empty();
    } catch (StackOverflowError e) {
      problems.add(file, 0, "is not allowed as YAML: nested too deeply");
      return Optional.empty();
    }
  }
}
