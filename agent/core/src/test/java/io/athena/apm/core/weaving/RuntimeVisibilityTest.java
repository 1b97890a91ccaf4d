package io.athena.apm.core.weaving;

import static io.athena.apm.core.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.weaving.sample.Library;
import io.athena.apm.runtime.Probes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loaders that do not delegate to the one that has the runtime zone. */
class RuntimeVisibilityTest {

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  /** As a bundle of OSGi is. */
  private static final class Hiding extends ClassLoader {

    Hiding() {
      super(ClassLoader.getPlatformClassLoader());
    }
  }

  @BeforeEach
  void useHook() {
    fixture.use(hook(Library.class.getName() + "#call", "Told"));
  }

  @Test
  void loaderThatSeesTheRuntimeZone_hasItsClassesWoven() {
    assertThat(weaveIn(new ClassFiles())).isNotNull();
    assertThat(fixture.parts.logged()).isEmpty();
  }

  @Test
  void loaderThatHidesTheRuntimeZone_hasItsClassesLeftAlone() {
    assertThat(weaveIn(new Hiding())).isNull();
    assertThat(fixture.parts.logged())
        .containsExactly(
            "class loader "
                + Hiding.class.getName()
                + " hides the agent; its classes are not measured (try bootstrap=always)");
    assertThat(fixture.woven()).isZero();
    assertThat(fixture.skipped()).isZero();
  }

  @Test
  void loadersOfOneKind_areToldOnce() {
    Hiding loader = new Hiding();
    weaveIn(loader);
    weaveIn(loader);
    weaveIn(new Hiding());

    assertThat(fixture.parts.logged()).hasSize(1);
  }

  @Test
  void loaderWithACopyOfItsOwn_hasItsClassesLeftAlone() {
    ClassFiles copying = new ClassFiles().with(Probes.class.getName(), ClassFiles.of(Probes.class));

    assertThat(weaveIn(copying)).isNull();
    assertThat(fixture.parts.logged()).singleElement().asString().contains("hides the agent");
  }

  @Test
  void loaderThatFails_hasItsClassesLeftAlone() {
    ClassLoader failing =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) {
            throw new NoClassDefFoundError(name);
          }
        };

    assertThat(weaveIn(failing)).isNull();
  }

  private byte[] weaveIn(ClassLoader loader) {
    return fixture.advice().weave(loader, Library.class.getName(), ClassFiles.of(Library.class));
  }
}
