package io.harrier.local.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A release {@code r} with the one rule {@code large-payment}. */
final class LargePaymentRelease {
  private LargePaymentRelease() {}

  /**
   * @param limit in major units; what is above raises an alert
   */
  static void write(Path folder, int limit) throws IOException {
    Files.writeString(folder.resolve("release.yaml"), "name: r\ndescription: a test\n");
    Files.writeString(
        folder.resolve("rules.drl"),
        """
        rule "Large payment"
          @id("large-payment") @severity("HIGH")
        when
          Transaction( amount > %d )
        then
          alert( 40, "large" );
        end
        """
            .formatted(limit));
  }
}
