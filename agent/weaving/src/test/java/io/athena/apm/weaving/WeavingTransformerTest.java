package io.athena.apm.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.core.errors.Door;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The weaving door. */
class WeavingTransformerTest {

  private static final byte[] FILE = {1};
  private static final byte[] WOVEN = {2};

  private final AgentParts parts = new AgentParts();
  private final List<String> asked = new ArrayList<>();
  private final ClassLoader loader = getClass().getClassLoader();

  @Test
  void weaver_isAskedByBinaryName() {
    WeavingTransformer weaving = new WeavingTransformer(this::weave, parts.errors());

    assertThat(weaving.transform(loader, "com/acme/Type$Inner", null, null, FILE)).isSameAs(WOVEN);
    assertThat(asked).containsExactly("com.acme.Type$Inner");
    parts.assertNoErrors();
  }

  @Test
  void classWithoutName_isNotWoven() {
    WeavingTransformer weaving = new WeavingTransformer(this::weave, parts.errors());

    assertThat(weaving.transform(loader, null, null, null, FILE)).isNull();
    assertThat(asked).isEmpty();
    parts.assertNoErrors();
  }

  @Test
  void weaverThatThrows_isContainedCountedAndToldOnce() {
    WeavingTransformer weaving =
        new WeavingTransformer(
            (from, name, file) -> {
              throw new LinkageError("broken");
            },
            parts.errors());

    assertThat(weaving.transform(loader, "com/acme/Type", null, null, FILE)).isNull();
    assertThat(weaving.transform(loader, "com/acme/Type", null, null, FILE)).isNull();
    assertThat(parts.errors().count(Door.WEAVING)).isEqualTo(2);
    assertThat(parts.logged())
        .singleElement()
        .asString()
        .startsWith(
            "weaving com/acme/Type failed; it runs without instrumentation (java.lang.LinkageError at ");
  }

  @Test
  void classFileThatIsNone_isContained() {
    HookTable hooks =
        new HookTable(
            List.of(SampleInstrumentation.of("sample", WeaverFixture.hook("a.B#c", "Reported"))),
            false);
    WeavingTransformer weaving =
        new WeavingTransformer(
            new AdviceWeaver(
                hooks,
                name -> true,
                new AdviceFuse(parts.errors(), () -> 0, name -> {}),
                parts.registry(),
                parts.log()),
            parts.errors());

    assertThat(weaving.transform(loader, "a/B", null, null, FILE)).isNull();
    assertThat(parts.errors().count(Door.WEAVING)).isEqualTo(1);
  }

  private byte[] weave(ClassLoader from, String name, byte[] file) {
    assertThat(from).isSameAs(loader);
    assertThat(file).isSameAs(FILE);
    asked.add(name);
    return WOVEN;
  }
}
