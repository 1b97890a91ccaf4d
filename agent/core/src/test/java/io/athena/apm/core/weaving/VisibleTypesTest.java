package io.athena.apm.core.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VisibleTypesTest {

  private static final String OWN = VisibleTypesTest.class.getName();
  private static final String ABSENT = "com.acme.nowhere.Scanner";

  private final VisibleTypes types = new VisibleTypes();
  private final ClassLoader application = getClass().getClassLoader();

  /** Has files of its own way. */
  private static final class Loader extends ClassLoader {

    private final Function<String, URL> files;
    private final List<String> asked = new ArrayList<>();

    Loader(Function<String, URL> files) {
      super(null);
      this.files = files;
    }

    @Override
    public URL getResource(String name) {
      asked.add(name);
      return files.apply(name);
    }
  }

  /** Where a loader finds the classes that the application's does. */
  private URL found(String file) {
    return application.getResource(file);
  }

  @Test
  void typeWithAFile_isVisible() {
    assertThat(types.areVisible(application, VisibleTypes.class.getName(), OWN)).isTrue();
  }

  @Test
  void typeWithoutAFile_isNot() {
    assertThat(types.areVisible(application, ABSENT, OWN)).isFalse();
  }

  @Test
  void typesOfTheJdk_areVisible_andToItsOwnClassesNothingElseIs() {
    var platform = ClassLoader.getPlatformClassLoader();

    assertThat(types.areVisible(application, "java.lang.Iterable", OWN)).isTrue();
    assertThat(types.areVisible(platform, OWN, "java.sql.Driver")).isFalse();
    assertThat(types.areVisible(null, OWN, "java.lang.String")).isFalse();
  }

  @Test
  void loader_isAskedOnce() {
    var loader = new Loader(this::found);

    types.areVisible(loader, ABSENT, OWN);
    types.areVisible(loader, ABSENT, OWN);

    assertThat(loader.asked)
        .containsExactly(ABSENT.replace('.', '/') + ".class", OWN.replace('.', '/') + ".class");
  }

  @Test
  void loaderWithoutAnyFiles_mayHaveWhatItLikes() {
    assertThat(types.areVisible(new Loader(file -> null), ABSENT, OWN)).isTrue();
  }

  @Test
  void loaderThatFails_mayHaveWhatItLikes() {
    var failing =
        new Loader(
            file -> {
              throw new IllegalStateException("closed");
            });

    assertThat(types.areVisible(failing, ABSENT, OWN)).isTrue();
    assertThat(types.areVisible(failing, ABSENT, OWN)).isTrue();
  }

  /** It loads a class of its own in order to find a file. */
  @Test
  void loaderThatIsBeingAsked_isNotAskedAgain() {
    var answers = new ArrayList<Boolean>();
    var itself = new Loader[1];
    itself[0] =
        new Loader(
            file -> {
              answers.add(types.areVisible(itself[0], ABSENT, OWN));
              return found(file);
            });

    assertThat(types.areVisible(itself[0], ABSENT, OWN)).isFalse();
    assertThat(answers).containsOnly(true).hasSize(2);
  }

  /** It was made at run time, or its file was added to the loader after that was asked. */
  @Test
  void typeThatIsLoadedNevertheless_isVisibleFromThenOn_andToldOnce() {
    types.areVisible(application, ABSENT, OWN);

    types.loading(application, ABSENT);

    assertThat(types.areVisible(application, ABSENT, OWN)).isTrue();
    assertThat(types.haveSurprised()).isTrue();
    assertThat(types.haveSurprised()).isFalse();
  }

  @Test
  void typeOfALoaderThatFindsIt_isNoSurprise() {
    types.areVisible(new Loader(file -> file.contains("nowhere") ? null : found(file)), OWN, OWN);
    types.areVisible(application, OWN, OWN);

    types.loading(application, OWN);

    assertThat(types.haveSurprised()).isFalse();
  }
}
