package io.athena.apm.premain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JbossModulesTest {

  @Test
  void agentsPackage_isAddedToThoseThatAreSet_once() {
    assertThat(JbossModules.added(null)).isEqualTo("io.athena.apm");
    assertThat(JbossModules.added("")).isEqualTo("io.athena.apm");
    assertThat(JbossModules.added("org.jboss.byteman"))
        .isEqualTo("org.jboss.byteman,io.athena.apm");
    assertThat(JbossModules.added("io.athena.apm,a")).isEqualTo("io.athena.apm,a");
  }

  @Test
  void wildFly_isRecognisedByItsCommand() {
    assertThat(AgentPremain.isJbossModules("/opt/wildfly/jboss-modules.jar -mp modules")).isTrue();
    assertThat(AgentPremain.isJbossModules("com.acme.Main")).isFalse();
  }
}
