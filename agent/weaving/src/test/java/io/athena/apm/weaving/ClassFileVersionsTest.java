package io.athena.apm.weaving;

import static io.athena.apm.weaving.WeaverFixture.call;
import static io.athena.apm.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.core.errors.Door;
import java.io.IOException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.ExceptionMethod;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class files of every version. */
class ClassFileVersionsTest {

  private static final int MAJOR_VERSION = 7;

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 7, 8, 11, 17})
  void classOfAnyVersion_isWoven(int java) throws Exception {
    fixture.use(hook("old.Type#call", "Reported"), hook("old.Type#fail", "Reported"));
    byte[] original = compiledFor(java);

    byte[] woven = fixture.advice().weave(getClass().getClassLoader(), "old.Type", original);

    assertThat(ClassFileVersion.ofClassFile(woven)).isEqualTo(ClassFileVersion.ofJavaVersion(java));
    Class<?> type = new ClassFiles().with("old.Type", woven).loadClass("old.Type");
    assertThat(call(type, "call", "x")).isEqualTo("x");
    assertThatThrownBy(() -> call(type, "fail", "y"))
        .cause()
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(fixture.reported)
        .containsExactly("entered x", "x gave x", "entered y", "y gave null, null");
  }

  @Test
  void classFilesThatAreNewerThanByteBuddy_areNotWoven_andOneLineSaysSo() throws Exception {
    fixture.use(hook("old.Type#call", "Reported"));
    byte[] newer = compiledFor(17);
    newer[MAJOR_VERSION] = 99;
    WeavingTransformer transformer =
        new WeavingTransformer(fixture.advice(), fixture.parts.errors());
    ClassLoader loader = getClass().getClassLoader();

    assertThat(transformer.transform(loader, "old/Type", null, null, newer)).isNull();
    assertThat(transformer.transform(loader, "old/Type", null, null, newer)).isNull();

    assertThat(fixture.parts.logged()).singleElement().asString().contains("old/Type");
    fixture.expectErrors(Door.WEAVING, 2);
  }

  private static byte[] compiledFor(int java) throws IOException {
    return new ByteBuddy(ClassFileVersion.ofJavaVersion(java))
        .subclass(Object.class)
        .name("old.Type")
        .defineMethod("call", String.class, Visibility.PUBLIC)
        .withParameters(String.class)
        .intercept(FixedValue.argument(0))
        .defineMethod("fail", String.class, Visibility.PUBLIC)
        .withParameters(String.class)
        .intercept(ExceptionMethod.throwing(UnsupportedOperationException.class))
        .make()
        .getBytes();
  }
}
