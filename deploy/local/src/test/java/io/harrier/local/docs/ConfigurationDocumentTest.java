package io.harrier.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "configuration.md");

  /** To write the document anew: {@code ./mvnw test -Dharrier.docs.write=true ...} */
  @Test
  void theDocumentSaysWhatTheOptionsAre() throws IOException {
    String written = ConfigurationDocument.write();
    if (Boolean.getBoolean("harrier.docs.write")) {
      Files.writeString(DOCUMENT, written);
    }

    assertThat(Files.readString(DOCUMENT)).isEqualTo(written);
  }
}
