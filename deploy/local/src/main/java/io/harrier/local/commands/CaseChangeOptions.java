package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseConflictException;
import io.harrier.alerting.casework.CaseRepository;
import io.harrier.alerting.casework.CaseSummary;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.Endpoints;
import io.lettuce.core.RedisException;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which case an analyst changes, and who the analyst is. */
final class CaseChangeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private DataOption data;

  @Parameters(index = "0", paramLabel = "CASE", description = "Its id.")
  private String caseId;

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      defaultValue = RegistryOptions.ACTOR,
      description = RegistryOptions.ACTOR_DESCRIPTION)
  private String actor;

  /** A change of a case as it was read, by somebody. */
  @FunctionalInterface
  interface Change {
    CaseSummary in(CaseRepository cases, CaseSummary seen, String actor);
  }

  /**
   * @return the case as it is now
   * @throws CommandFailedException if there is no such case, its status forbids the change, or
   *     someone else changes it meanwhile
   */
  CaseSummary apply(Change change) {
    CaseRepository cases = CaseLookup.repository(data);
    CaseSummary seen = CaseLookup.require(cases, caseId).summary();
    try {
      return change.in(cases, seen, actor);
    } catch (CaseConflictException | IllegalStateException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
  }

  void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(format + "%n", values);
  }

  /**
   * Tells Redis, after the change has been stored: without Redis it stands all the same.
   *
   * @param consequence what stays wrong, and how to right it, where Redis does not answer
   */
  void updateStanding(Consumer<String> update, String consequence) {
    String redis = Endpoints.require(data.directory()).redis();
    try {
      update.accept(redis);
    } catch (RedisException e) {
      spec.commandLine()
          .getErr()
          .printf("harrier: Redis at %s does not answer, so %s%n", redis, consequence);
    }
  }
}
