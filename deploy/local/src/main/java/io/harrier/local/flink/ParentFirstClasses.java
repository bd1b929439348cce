package io.harrier.local.flink;

import java.util.List;

/**
 * What a job's jar takes from the process that runs it, although the jar may have it, too: Flink
 * itself, without its connectors.
 *
 * <p>Flink's own default is everything of {@code org.apache.flink}. A cluster has no connectors;
 * the launcher does, and they were linked against the Kafka client of its class path, which is not
 * the one in the jar.
 */
final class ParentFirstClasses {
  private ParentFirstClasses() {}

  /** Prefixes of class names. */
  static List<String> patterns() {
    return List.of(
        "java.",
        "scala.",
        "com.esotericsoftware.kryo",
        "javax.annotation.",
        "org.xml",
        "org.w3c",
        "org.rocksdb.",
        "org.apache.flink.AttributeBuilder",
        "org.apache.flink.FlinkVersion",
        "org.apache.flink.annotation.",
        "org.apache.flink.api.",
        "org.apache.flink.cep.",
        "org.apache.flink.client.",
        "org.apache.flink.configuration.",
        "org.apache.flink.connector.datagen.",
        "org.apache.flink.container.",
        "org.apache.flink.contrib.",
        "org.apache.flink.core.",
        "org.apache.flink.datastream.",
        "org.apache.flink.events.",
        "org.apache.flink.management.",
        "org.apache.flink.metrics.",
        "org.apache.flink.queryablestate.",
        "org.apache.flink.runtime.",
        "org.apache.flink.shaded.",
        "org.apache.flink.state.",
        "org.apache.flink.streaming.api.",
        "org.apache.flink.streaming.experimental.",
        "org.apache.flink.streaming.runtime.",
        "org.apache.flink.streaming.util.",
        "org.apache.flink.traces.",
        "org.apache.flink.types.",
        "org.apache.flink.util.",
        // What Flink is told to call by its configuration.
        "io.harrier.flink.");
  }
}
