package io.harrier.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The main class of the broker's JVM: formats the storage the first time, then runs Kafka. */
final class BrokerMain {
  private BrokerMain() {}

  /**
   * @param arguments the file with the broker's settings
   */
  public static void main(String[] arguments) {
    Path settings = Path.of(arguments[0]);
    Properties properties = ServerDirectory.read(settings);
    // Written last when storage is formatted.
    Path formatted = Path.of(properties.getProperty("log.dirs"), "meta.properties");
    if (!Files.exists(formatted)) {
      String[] format = {
        "format",
        "--ignore-formatted",
        "--cluster-id",
        Uuid.randomUuid().toString(),
        "--config",
        settings.toString()
      };
      int code = StorageTool.execute(format, System.out);
      if (code != 0) {
        System.exit(code);
      }
    }
    Kafka.main(new String[] {settings.toString()});
  }
}
