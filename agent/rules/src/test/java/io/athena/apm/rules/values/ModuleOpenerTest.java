package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.weaving.ModuleOpener;
import java.net.URI;
import java.sql.DriverPropertyInfo;
import javax.sql.rowset.serial.SerialDatalink;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects of named modules that are not open. Modules of the JDK serve as examples. */
class ModuleOpenerTest {

  @AfterEach
  void letGo() {
    ModuleOpener.use(null);
  }

  @Test
  void withoutInstrumentation_memberIsNotAccessible() {
    assertThatThrownBy(() -> Members.field(DriverPropertyInfo.class, "name"))
        .isInstanceOf(IllegalAccessException.class);
  }

  @Test
  void withInstrumentation_packageIsOpenedToTheEngineAlone() throws Throwable {
    SerialDatalink link = new SerialDatalink(URI.create("file:/x").toURL());
    ModuleOpener.use(ByteBuddyAgent.install());

    assertThat(Members.field(SerialDatalink.class, "baseType").invoke(link)).isEqualTo(0);
    Module module = SerialDatalink.class.getModule();
    assertThat(module.isOpen("javax.sql.rowset.serial", getClass().getModule())).isTrue();
    assertThat(module.isOpen("javax.sql.rowset.serial")).as("to everybody").isFalse();
    assertThat(module.isOpen("com.sun.rowset", getClass().getModule())).isFalse();
  }
}
