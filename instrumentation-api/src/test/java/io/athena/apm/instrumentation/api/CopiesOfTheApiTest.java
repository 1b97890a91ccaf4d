package io.athena.apm.instrumentation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.instrumentation.api.sample.Shop;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CopiesOfTheApiTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(ApiInstrumentations.all(), ApiInstrumentations::install);

  @Test
  void everyClassLoadersCopy_isMeasured() throws ReflectiveOperationException {
    new ApplicationLoader(UnaryOperator.identity()).runShop();
    new ApplicationLoader(UnaryOperator.identity()).runShop();
    new Shop().run();
    assertThat(AGENT.measured().counter("shop.orders", "kind", "book")).isEqualTo(6);
    assertThat(AGENT.measured().counter("shop.order.total", "outcome", "success")).isEqualTo(3);
  }
}
