package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Tags;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

  private static final Tags CONSTANT = Tags.of("service", "orders");

  @Test
  void entity_isAConstantTag() {
    assertThat(EntityTag.addedTo(CONSTANT, Map.of("DD_ENTITY_ID", "pod-7")))
        .isEqualTo(Tags.of("service", "orders", "dd.internal.entity_id", "pod-7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void blankEntity_isNone(String blank) {
    assertThat(EntityTag.addedTo(CONSTANT, Map.of("DD_ENTITY_ID", blank))).isSameAs(CONSTANT);
  }

  @Test
  void environmentWithoutAnEntity_changesNothing() {
    assertThat(EntityTag.addedTo(CONSTANT, Map.of())).isSameAs(CONSTANT);
  }
}
