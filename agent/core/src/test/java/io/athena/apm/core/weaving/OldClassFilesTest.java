package io.athena.apm.core.weaving;

import static io.athena.apm.core.weaving.WeaverFixture.call;
import static io.athena.apm.core.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.ExceptionMethod;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries compiled long ago. */
class OldClassFilesTest {

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 7, 8, 11, 17})
  void classOfAnyVersion_isWoven(int java) throws Exception {
    fixture.use(hook("old.Type#call", "Told"), hook("old.Type#fail", "Told"));
    byte[] original = compiledFor(java);

    byte[] woven = fixture.advice().weave(getClass().getClassLoader(), "old.Type", original);

    assertThat(ClassFileVersion.ofClassFile(woven)).isEqualTo(ClassFileVersion.ofJavaVersion(java));
    Class<?> type = new ClassFiles().with("old.Type", woven).loadClass("old.Type");
    assertThat(call(type, "call", "x")).isEqualTo("x");
    assertThatThrownBy(() -> call(type, "fail", "y"))
        .cause()
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(fixture.told)
        .containsExactly("entered x", "x gave x", "entered y", "y gave null, null");
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
