package io.athena.apm.weaving;

import static io.athena.apm.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.sample.Library;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loaders that do not delegate to the loader of the runtime zone. */
class RuntimeVisibilityTest {

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  /** The loader of an OSGi bundle. */
  private static final class Hiding extends ClassLoader {

    Hiding() {
      super(ClassLoader.getPlatformClassLoader());
    }
  }

  @BeforeEach
  void useHook() {
    fixture.use(hook(Library.class.getName() + "#call", "Reported"));
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

  /** While it loads a class, waits for a thread that loads a class by another loader. */
  private final class Waiting extends ClassLoader {

    Waiting() {
      super(RuntimeVisibilityTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      CompletableFuture.runAsync(() -> weaveIn(new ClassFiles())).join();
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void loaderThatWaitsForAnotherThreadsClass_holdsNobodyUp() {
    byte[] woven = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> weaveIn(new Waiting()));

    assertThat(woven).isNotNull();
  }

  private byte[] weaveIn(ClassLoader loader) {
    return fixture.advice().weave(loader, Library.class.getName(), ClassFiles.of(Library.class));
  }
}
