package io.harrier.local.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options of a job's main class, each followed by its value.
 *
 * @param onCommandLine as they are given
 */
record JobArguments(List<String> onCommandLine) {
  JobArguments {
    onCommandLine = List.copyOf(onCommandLine);
  }

  /** The value of an option; written as {@code --name value} or {@code --name=value}. */
  Optional<String> value(String option) {
    for (int i = 0; i < onCommandLine.size(); i++) {
      String argument = onCommandLine.get(i);
      if (argument.startsWith(option + '=')) {
        return Optional.of(argument.substring(option.length() + 1));
      }
      if (argument.equals(option) && i + 1 < onCommandLine.size()) {
        return Optional.of(onCommandLine.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /** The same with another value of an option. */
  JobArguments with(String option, String value) {
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < onCommandLine.size(); i++) {
      String argument = onCommandLine.get(i);
      if (argument.equals(option)) {
        i++;
      } else if (!argument.startsWith(option + '=')) {
        changed.add(argument);
      }
    }
    changed.add(option);
    changed.add(value);
    return new JobArguments(changed);
  }
}
