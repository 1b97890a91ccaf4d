package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SettingTableTest {

  @SuppressWarnings("unused") // read by name
  static final List<Setting<?>> SETTINGS = SettingTable.ALL;

  @Test
  void namesThatPeopleRelyOn_areThere() {
    assertThat(SettingTable.ALL)
        .extracting(Setting::key)
        .doesNotHaveDuplicates()
        .contains(
            "enabled",
            "provider",
            "endpoint",
            "api.key",
            "sample.rate",
            "config",
            "tags",
            "flush.interval",
            "batch.size",
            "packet.size",
            "shutdown.timeout",
            "statsd.dialect",
            "bootstrap",
            "log.level");
  }

  @ParameterizedTest
  @FieldSource("SETTINGS")
  void everySetting_hasADefaultThatIsAllowed(Setting<?> setting) {
    assertThat(setting.type().parse(setting.byDefault())).isNotNull();
  }

  @ParameterizedTest
  @FieldSource("SETTINGS")
  void everySetting_hasAPropertyAndAVariable(Setting<?> setting) {
    assertThat(setting.property()).isEqualTo("athena.apm." + setting.key());
    assertThat(setting.variable()).matches("APM_[A-Z_]+");
  }

  @Test
  void switchOfAnInstrumentation_isNamedAfterIt() {
    Setting<Boolean> setting = SettingTable.instrumentation("openai-java");

    assertThat(setting.property()).isEqualTo("athena.apm.instrumentation.openai-java.enabled");
    assertThat(setting.variable()).isEqualTo("APM_INSTRUMENTATION_OPENAI_JAVA_ENABLED");
  }
}
