package io.athena.apm.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Classes that belong to the JDK, and classes that do not. */
class JdkPackagesTest {

  private static boolean has(Class<?> type) {
    return JdkPackages.have(type.getClassLoader(), type.getName());
  }

  @Test
  void classesOfTheBootstrapAndPlatformLoaders_areTheJdks() throws Exception {
    assertThat(has(String.class)).isTrue();
    assertThat(has(Class.forName("java.sql.Driver"))).isTrue();
  }

  @Test
  void classOfTheJdkInTheApplicationsLoader_isTheJdks() {
    Class<?> compiler = ToolProvider.getSystemJavaCompiler().getClass();

    assertThat(compiler.getClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
    assertThat(has(compiler)).isTrue();
  }

  @Test
  void classesOfTheApplication_areNot() {
    assertThat(has(getClass())).isFalse();
    assertThat(JdkPackages.have(getClass().getClassLoader(), "WithoutPackage")).isFalse();
    assertThat(JdkPackages.have(new ClassFiles(), "com.sun.tools.javac.Main")).isFalse();
  }
}
