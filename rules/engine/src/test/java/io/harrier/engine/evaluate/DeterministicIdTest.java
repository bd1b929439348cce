package io.harrier.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeterministicIdTest {

  @Test
  void theSamePartsGiveTheSameId() {
    assertThat(DeterministicId.of("RULE", "u", "t"))
        .isEqualTo(DeterministicId.of("RULE", "u", "t"))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertThat(DeterministicId.of("ab", "c")).isNotEqualTo(DeterministicId.of("a", "bc"));
    assertThat(DeterministicId.of("ab")).isNotEqualTo(DeterministicId.of("ab", ""));
  }
}
