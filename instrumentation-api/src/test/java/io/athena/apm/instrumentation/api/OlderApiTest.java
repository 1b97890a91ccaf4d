package io.athena.apm.instrumentation.api;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.api.Apm;
import io.athena.apm.kit.agent.AgentExtension;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that was built with an API which had no gauges and no analyses yet. */
class OlderApiTest {

  private static final int GAUGE_AND_ANALYSIS = 2;

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(ApiInstrumentations.all(), ApiInstrumentations::install)
          .skipping(GAUGE_AND_ANALYSIS);

  private static byte[] older(byte[] apm) {
    return new ByteBuddy()
        .redefine(Apm.class, ClassFileLocator.Simple.of(Apm.class.getName(), apm))
        .visit(new MemberRemoval().stripMethods(named("gauge").or(named("recordAnalysis"))))
        .make()
        .getBytes();
  }

  @Test
  void whatItHas_isMeasured() throws ReflectiveOperationException {
    ApplicationLoader application = new ApplicationLoader(OlderApiTest::older);
    assertThatThrownBy(
            () ->
                application
                    .loadClass(Apm.class.getName())
                    .getMethod("gauge", String.class, double.class))
        .isInstanceOf(NoSuchMethodException.class);
    application.runShop();
    assertThat(AGENT.measured().counter("shop.orders", "kind", "book")).isEqualTo(2);
    assertThat(AGENT.measured().counter("shop.order.total", "kind", "book")).isEqualTo(1);
  }
}
