package io.harrier.registry.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListRegistryITCase {
  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123Z");

  @TempDir static Path directory;
  private static PostgresServer postgres;
  private static ListRegistry registry;

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start(directory, 0);
    FraudSchema.migrate(postgres.dataSource());
    registry = new ListRegistry(postgres.dataSource());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void anEntryIsAddedShownChangedAndRemoved() {
    RegisteredEntry added =
        registry.add(
            EntityList.BLOCK,
            EntityKind.IP_PREFIX,
            "203.0.113.7/24",
            Optional.of("proxy"),
            Optional.of(TIME),
            "ann");

    assertThat(added.value()).isEqualTo("203.0.113.0/24");
    assertThat(added.reason()).contains("proxy");
    assertThat(added.expiresAt()).contains(TIME);
    assertThat(added.addedBy()).isEqualTo("ann");
    assertThat(added.isInForce(TIME.minusMillis(1))).isTrue();
    assertThat(added.isInForce(TIME)).isFalse();
    assertThat(registry.show(Optional.of(EntityList.BLOCK), Optional.of(EntityKind.IP_PREFIX)))
        .containsExactly(added);
    assertThat(registry.show(Optional.of(EntityList.ALLOW), Optional.empty())).isEmpty();

    RegisteredEntry changed =
        registry.add(
            EntityList.BLOCK,
            EntityKind.IP_PREFIX,
            "203.0.113.0/24",
            Optional.empty(),
            Optional.empty(),
            "bob");
    assertThat(changed.version()).isGreaterThan(added.version());
    assertThat(changed.expiresAt()).isEmpty();
    assertThat(changed.addedAt()).isEqualTo(added.addedAt());
    assertThat(registry.show(Optional.empty(), Optional.empty())).containsExactly(changed);

    assertThat(registry.remove(EntityList.BLOCK, EntityKind.IP_PREFIX, "203.0.113.99/24"))
        .contains(changed);
    assertThat(registry.remove(EntityList.BLOCK, EntityKind.IP_PREFIX, "203.0.113.99/24"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "COUNTRY, UK, is no country",
    "IP_PREFIX, 300.1.1.1, Write for example 203.0.113.7",
    "IP_PREFIX, 0.0.0.0/0, too much of the internet",
    "DEVICE, ' ', 1 to 128 characters"
  })
  void saysWhyAValueCannotBeListed(EntityKind kind, String value, String reason) {
    assertThatThrownBy(
            () ->
                registry.add(
                    EntityList.BLOCK, kind, value, Optional.empty(), Optional.empty(), "ann"))
        .isInstanceOf(InvalidEntryException.class)
        .hasMessageContaining(reason);
  }
}
