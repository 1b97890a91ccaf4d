package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.weaving.ClassFiles;
import java.util.stream.IntStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.ExceptionMethod;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Class files of old and new versions. */
class RuleClassFilesTest {

  /**
   * The version may be newer than this JVM supports; then the woven class gets an older version.
   */
  private static final int NEWEST = 28;

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  static IntStream versions() {
    return IntStream.rangeClosed(5, NEWEST);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void classOfAnyVersion_isMeasured(int java) throws Exception {
    fixture.use(
        """
        rules:
          - method: any.Type#*
            span: call
            tags: {first: arg0, third: arg2}
            metrics: [{count: failures, when: error.class.simpleName == IllegalStateException}]
          - {method: any.Type#*, on-change: this.state, count: changes}
        """);
    byte[] file = compiledFor(ClassFileVersion.ofJavaVersion(java));

    byte[] woven = fixture.active.weaver().weave(getClass().getClassLoader(), "any.Type", file);
    WovenObject object =
        new WovenObject(
            new ClassFiles()
                .with("any.Type", forThisJvm(woven))
                .loadClass("any.Type")
                .getConstructor()
                .newInstance());

    assertThat(ClassFileVersion.ofClassFile(woven)).isEqualTo(ClassFileVersion.ofJavaVersion(java));
    assertThat(object.call("call", 5L, 2.5, "x")).isEqualTo("x");
    assertThatThrownBy(() -> object.call("fail", 6L, 3.5, "y"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(fixture.logged()).isEmpty();
    assertThat(fixture.measured())
        .contains("call.total{first:5,third:x} 1", "failures{first:6,third:y} 1")
        .contains("call.error{error:IllegalStateException,first:6,third:y} 1")
        .noneMatch(series -> series.startsWith("changes"));
  }

  private static byte[] forThisJvm(byte[] classFile) {
    byte[] known = classFile.clone();
    int newest = ClassFileVersion.ofThisVm().getMajorVersion();
    known[7] = (byte) Math.min(known[7], newest);
    return known;
  }

  private static byte[] compiledFor(ClassFileVersion version) {
    return new ByteBuddy(version)
        .subclass(Object.class)
        .name("any.Type")
        .defineField("state", String.class, Visibility.PRIVATE)
        .defineMethod("call", String.class, Visibility.PUBLIC)
        .withParameters(long.class, double.class, String.class)
        .intercept(FixedValue.argument(2))
        .defineMethod("fail", double.class, Visibility.PUBLIC)
        .withParameters(long.class, double.class, String.class)
        .intercept(ExceptionMethod.throwing(IllegalStateException.class))
        .make()
        .getBytes();
  }
}
