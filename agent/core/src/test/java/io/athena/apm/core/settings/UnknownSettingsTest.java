package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnknownSettingsTest {

  private final GivenSettings given = new GivenSettings();

  @Test
  void unknownArgument_isOneSentence_withTheNearestName() {
    given.argument("flush.intervall=5s");

    assertThat(given.problems())
        .containsExactly(
            "agent argument flush.intervall is not a setting; nearest: flush.interval");
  }

  @Test
  void settingWithThePrefixOfProperties_isNearest() {
    given.argument("athena.apm.endpoint=a:1");

    assertThat(given.problems())
        .containsExactly("agent argument athena.apm.endpoint is not a setting; nearest: endpoint");
  }

  @Test
  void unknownProperty_isOneSentence_withTheNearestName() {
    given.property("athena.apm.Provider", "console");

    assertThat(given.problems())
        .containsExactly(
            "property athena.apm.Provider is not a setting; nearest: athena.apm.provider");
  }

  @Test
  void unknownVariable_isOneSentence_withTheNearestName() {
    given.environment("APM_SAMPLERATE", "1");

    assertThat(given.problems())
        .containsExactly("environment APM_SAMPLERATE is not a setting; nearest: APM_SAMPLE_RATE");
  }

  /** As Kubernetes sets for services called apm and apm-server. */
  @Test
  void variablesOfKubernetesForAServiceCalledApm_areNotReported() {
    given
        .environment("APM_SERVICE_HOST", "10.0.0.7")
        .environment("APM_SERVICE_PORT", "8125")
        .environment("APM_SERVICE_PORT_STATSD", "8125")
        .environment("APM_PORT", "tcp://10.0.0.7:8125")
        .environment("APM_PORT_8125_UDP_ADDR", "10.0.0.7")
        .environment("APM_SERVER_SERVICE_HOST", "10.0.0.8")
        .environment("APM_SERVER_PORT_8200_TCP", "tcp://10.0.0.8:8200");

    assertThat(given.problems()).isEmpty();
  }

  @Test
  void portWithoutSuchAService_isReported() {
    given.environment("APM_PORT", "8125");

    assertThat(given.problems()).singleElement().asString().startsWith("environment APM_PORT");
  }

  @Test
  void unknownKeyOfTheFile_isOneSentence_withTheNearestName() {
    given.file("instrumentation.cafeine.enabled", "false");

    assertThat(given.problems())
        .containsExactly(
            "config instrumentation.cafeine.enabled is not a setting; nearest:"
                + " instrumentation.caffeine.enabled");
  }

  @Test
  void argumentThatIsNoSettingAtAll_isOneSentence() {
    given.argument("endpiont,enabled=true");

    assertThat(given.problems())
        .containsExactly("agent argument endpiont is not a setting; nearest: endpoint");
  }

  @Test
  void eachUnknownSetting_isToldOnce_inOrder() {
    given
        .argument("servise=a,batchsize=1")
        .property("athena.apm.batchsize", "1")
        .environment("APM_BATCHSIZE", "1")
        .file("batchsize", "1");

    assertThat(given.problems())
        .containsExactly(
            "agent argument batchsize is not a setting; nearest: batch.size",
            "agent argument servise is not a setting; nearest: service",
            "property athena.apm.batchsize is not a setting; nearest: athena.apm.batch.size",
            "environment APM_BATCHSIZE is not a setting; nearest: APM_BATCH_SIZE",
            "config batchsize is not a setting; nearest: batch.size");
  }

  @Test
  void argumentWithoutValue_isOneSentence() {
    given.argument("provider,flush.interval=5s");

    assertThat(given.problems())
        .containsExactly("agent argument provider has no value; write provider=value");
  }

  @Test
  void nameThatIsNearNone_isToldAlone() {
    given.argument("foo=1");

    assertThat(given.problems()).containsExactly("agent argument foo is not a setting");
  }

  @Test
  void fileOfAnotherProgram_isOneSentence_andNothingOfItIsShown() {
    for (int i = 0; i < 24; i++) {
      given.file("user" + i + ":$6$secret:19000:0:99999:7:::", "");
    }

    assertThat(given.problems())
        .containsExactly("config names no setting of this agent; is it another program's file?");
  }

  @Test
  void keysWithoutEnd_areToldShortened_andNotAll() {
    given.file("provider", "console").file("x\n".repeat(100), "");
    for (int i = 0; i < 24; i++) {
      given.file("a.key.of.somebody." + i, "");
    }

    assertThat(given.problems()).hasSize(11).allMatch(problem -> problem.length() < 120);
    assertThat(given.problems().get(10)).isEqualTo("config names 15 more that are not settings");
  }

  @Test
  void settingsOfOthers_areNotLookedAt() {
    given
        .property("user.dir", "x")
        .property("athena.cache.size", "1")
        .environment("PATH", "x")
        .environment("DD_AGENT_HOST", "x")
        .environment("apm_provider", "x");

    assertThat(given.problems()).isEmpty();
  }

  @Test
  void everySettingOfTheTable_isKnownInEverySource() {
    for (Setting<?> setting : SettingTable.ALL) {
      given
          .argument(setting.key() + "=")
          .property(setting.property(), "")
          .environment(setting.variable(), "")
          .file(setting.key(), "");
    }

    assertThat(given.problems()).isEmpty();
  }
}
