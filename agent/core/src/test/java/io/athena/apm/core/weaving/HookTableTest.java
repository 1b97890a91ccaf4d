package io.athena.apm.core.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HookTableTest {

  private final HookTable table =
      new HookTable(
          List.of(
              new SampleInstrumentation(
                  "library",
                  "com.lib.",
                  List.of(
                      Hook.of("com.lib.Cache#get", HookTableTest.class, "A"),
                      Hook.of("com.lib.Cache#put", HookTableTest.class, "B"))),
              new SampleInstrumentation(
                  "own", null, List.of(Hook.of("**.Cache#get", HookTableTest.class, "C")))));

  @Test
  void exactName_hasItsOwnHooks() {
    assertThat(table.rows("com.lib.Cache")).hasSize(2);
  }

  @Test
  void simpleName_matchesOutsideOfLibraries() {
    assertThat(table.rows("com.acme.Cache")).hasSize(1);
    assertThat(table.rows("com.lib.other.Cache")).as("a measured library's package").isEmpty();
    assertThat(table.rows("com.acme.Cache$Entry")).isEmpty();
  }

  @Test
  void gateNames_areWhatTheGateReads() {
    assertThat(table.gateNames()).isEqualTo("com/lib/Cache\n**/Cache\n!com/lib/\n");
  }
}
