package io.athena.apm.premain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainProgramTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Main a b, /app/classes:/app/lib.jar, com.acme.Main",
    "com.acme/com.acme.Main a/b, '', com.acme.Main",
    "/my app/service.jar a, /my app/service.jar, service.jar",
    "service.jar, service.jar, service.jar",
    "org.Main, org, org.Main",
    "'', '', ''"
  })
  void name_isThatOfTheClassOrTheJar(String command, String classPath, String expected) {
    assertThat(MainProgram.name(command, classPath)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "jdk.jcmd, sun.tools.jcmd.JCmd",
    "java.base, sun.security.tools.keytool.Main",
    "'', jdk.jshell.execution.RemoteExecutionControl",
    "'', org.codehaus.plexus.classworlds.launcher.Launcher",
    "'', org.apache.maven.wrapper.MavenWrapperMain",
    "'', org.gradle.wrapper.GradleWrapperMain",
    "'', org.gradle.launcher.daemon.bootstrap.GradleDaemon",
    "'', gradle-wrapper.jar",
    "'', gradle-gradle-cli-main-9.0.0.jar",
    "'', io.athena.apm.premain.AgentPremain"
  })
  void tool_isRecognized(String module, String name) {
    assertThat(MainProgram.isTool(module, name)).isTrue();
  }

  @Test
  void ownJar_isATool() {
    assertThat(MainProgram.isTool("", AgentPremain.jar().getName())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', com.acme.Main",
    "com.acme, com.acme.Main",
    "'', service.jar",
    "'', com.sun.tools.javac.launcher.SourceLauncher",
    "'', ''"
  })
  void service_isNoTool(String module, String name) {
    assertThat(MainProgram.isTool(module, name)).isFalse();
  }
}
