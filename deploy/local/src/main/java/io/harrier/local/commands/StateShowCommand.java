package io.harrier.local.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.local.CommandFailedException;
import io.harrier.local.state.SnapshotToRead;
import io.harrier.local.state.UserInState;
import io.harrier.local.state.UserReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code state show}. */
@Command(
    name = "show",
    description = {
      "Shows what the detection job remembers of a user: the windows as of the newest transaction,"
          + " open sessions, open sequences.",
      "While the job runs it writes a savepoint for this, and goes on; else its newest savepoint or"
          + " checkpoint is read."
    })
final class StateShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Parameters(paramLabel = "USER", description = "The userId.")
  private String userId;

  @Option(
      names = "--savepoint",
      paramLabel = "PATH",
      description = "Reads this savepoint or checkpoint: the directory that holds _metadata.")
  private Path savepoint;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (SnapshotToRead snapshot =
        savepoint == null
            ? SnapshotToRead.newest(data.directory())
            : SnapshotToRead.at(savepoint)) {
      UserReport report =
          new UserInState(snapshot.path())
              .find(userId)
              .orElseThrow(
                  () ->
                      new CommandFailedException(
                          "the detection job remembers nothing of user %s (read from %s): it has had no transaction, or none for longer than --state-retention"
                              .formatted(userId, snapshot.path())));
      if (json) {
        out.println(
            new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(report.toJson()));
      } else {
        out.print(report.toText());
      }
      out.flush();
    }
    return 0;
  }
}
