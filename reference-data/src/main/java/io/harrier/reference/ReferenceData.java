package io.harrier.reference;

import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** Captures reference data as a process of its own, until it is told to stop. */
public final class ReferenceData {
  private ReferenceData() {}

  public static void main(String... arguments) throws InterruptedException {
    ReferenceDataSettings.Options options = new ReferenceDataSettings.Options();
    CommandLine commandLine = new CommandLine(options);
    ReferenceDataSettings settings;
    try {
      commandLine.parseArgs(arguments);
      if (commandLine.isUsageHelpRequested()) {
        commandLine.usage(System.out);
        return;
      }
      settings = options.settings();
    } catch (CommandLine.ParameterException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(CommandLine.ExitCode.USAGE);
      return;
    }
    ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  pipeline.close();
                  stopped.countDown();
                },
                "stop-reference-data"));
    stopped.await();
  }
}
