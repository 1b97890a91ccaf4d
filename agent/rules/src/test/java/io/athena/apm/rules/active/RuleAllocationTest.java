package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.Echo;
import com.acme.scan.Result;
import io.athena.apm.metrics.AllocatedBytes;
import io.athena.apm.metrics.Registry;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The memory that a measured call allocates. */
class RuleAllocationTest {

  private static final int CALLS = 100_000;

  @RegisterExtension
  private final RulesFixture fixture = new RulesFixture(Registry.DEFAULT_LIMIT, 0);

  private Object last;

  @Test
  void spanWithTwoTagsAndACounter_allocatesNothing() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.Echo#apply
            span: echo
            tags: {type: return.type, state: arg0.state}
            metrics: [{count: echoes}]
        """);
    @SuppressWarnings("unchecked") // a copy of Echo
    UnaryOperator<Object> echo = (UnaryOperator<Object>) fixture.create(Echo.class).target();
    Object result = new Result();

    long bytes =
        AllocatedBytes.of(
            () -> {
              for (int i = 0; i < CALLS; i++) {
                last = echo.apply(result);
              }
            });

    assertThat(bytes / CALLS).as("of %s bytes in all", bytes).isZero();
    assertThat(last).isSameAs(result);
    assertThat(fixture.measured())
        .contains("echoes{state:OPEN,type:java} " + AllocatedBytes.RUNS * CALLS);
  }
}
