package io.athena.apm.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URI;
import java.sql.DriverPropertyInfo;
import java.util.ArrayList;
import java.util.List;
import javax.sql.rowset.serial.SerialDatalink;
import javax.sql.rowset.serial.SerialException;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects of named modules that are not open; the JDK's beyond java.base stand for them. */
class ModuleOpenerTest {

  private final List<String> problems = new ArrayList<>();

  @AfterEach
  void letGo() {
    ModuleOpener.use(null);
  }

  @Test
  void withoutTheJvmsHandle_hiddenValueIsNamedOnce_andNotRead() {
    ValueReader reader = new ValueReader(problems::add, "name");

    assertThat(reader.read(new DriverPropertyInfo("a", "b"))).isNull();
    assertThat(reader.read(new DriverPropertyInfo("c", "d"))).isNull();
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("java.sql.DriverPropertyInfo.name can't be read: ");
  }

  @Test
  void withTheJvmsHandle_packageIsOpenedToTheEngineAlone()
      throws SerialException, MalformedURLException {
    SerialDatalink link = new SerialDatalink(URI.create("file:/x").toURL());
    ModuleOpener.use(ByteBuddyAgent.install());

    assertThat(new ValueReader(problems::add, "baseType").read(link)).isEqualTo("0");
    assertThat(problems).isEmpty();
    Module module = SerialDatalink.class.getModule();
    assertThat(module.isOpen("javax.sql.rowset.serial", getClass().getModule())).isTrue();
    assertThat(module.isOpen("javax.sql.rowset.serial")).as("to everybody").isFalse();
    assertThat(module.isOpen("com.sun.rowset", getClass().getModule())).isFalse();
  }
}
