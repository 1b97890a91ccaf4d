package io.athena.apm.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HookTableTest {

  private final HookTable table = table(false);

  private static HookTable table(boolean headers) {
    return new HookTable(
        List.of(
            new SampleInstrumentation(
                "library",
                "com.lib.",
                List.of(
                    Hook.of("com.lib.Cache#get", HookTableTest.class, "A"),
                    Hook.of("com.lib.Cache#put", HookTableTest.class, "B")))),
        headers);
  }

  @Test
  void exactName_hasItsOwnHooks() {
    assertThat(table.rows("com.lib.Cache")).hasSize(2);
  }

  @Test
  void otherClass_hasNone() {
    assertThat(table.rows("com.lib.Cache$Entry")).isEmpty();
    assertThat(table.isFor("com.acme.Cache")).isFalse();
  }

  @Test
  void package_isOfTheLibrary() {
    assertThat(table.isOfLibrary("com.lib.other.Cache")).isTrue();
    assertThat(table.isOfLibrary("com.library.Cache")).isFalse();
  }

  @Test
  void hooksOfHeaders_areThereWhereRequestsGetHeaders() {
    assertThat(table.isFor("com.http.Client")).isFalse();
    assertThat(table(true).isFor("com.http.Client")).isTrue();
  }

  @Test
  void packageOfHeaders_isOfALibraryWhetherRequestsGetThemOrNot() {
    assertThat(table.isOfLibrary("com.http.Client")).isTrue();
    assertThat(table(true).isOfLibrary("com.http.Client")).isTrue();
  }

  @Test
  void gateNames_areWhatTheGateReads() {
    assertThat(table(true).gateNames())
        .isEqualTo("com/http/Client\ncom/lib/Cache\n!com/lib/\n!com/http/\n");
  }
}
