package io.athena.apm.weaving.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogLine;
import io.athena.apm.metrics.Registry;
import io.athena.apm.weaving.ModuleOpener;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A library in a named module that does not export it: a part of the JDK's compiler. */
class AdaptersTest {

  private final AgentLog log = new AgentLog();
  private final Registry registry =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, problem -> {});

  private Adapters<Runnable> adapters(Class<?> library) {
    return new Adapters<>(
        "javac",
        registry,
        log,
        Runnable.class,
        NothingAdapter.class.getName(),
        library.getPackageName());
  }

  /** An adapter that does nothing; the adapter loader defines it again. */
  public static final class NothingAdapter implements Runnable {

    @Override
    public void run() {}
  }

  @BeforeEach
  @AfterEach
  void forgetHandle() {
    ModuleOpener.use(null);
  }

  private List<String> logged() {
    List<String> lines = new ArrayList<>();
    log.drain((LogLine line) -> lines.add(line.message()));
    return lines;
  }

  @Test
  void moduleThatCannotBeChanged_hasNoAdapter_andOneLine() throws Exception {
    Class<?> library = Class.forName("com.sun.tools.javac.main.Main");
    Adapters<Runnable> adapters = adapters(library);
    assertThat(adapters.get(library)).isNull();
    assertThat(adapters.get(library)).isNull();

    assertThat(logged())
        .singleElement()
        .asString()
        .startsWith("javac: com.sun.tools.javac.main.Main can't be read (")
        .contains("module jdk.compiler can't be changed to export [com.sun.tools.javac.main]");
    assertThat(registry.counters(AgentMetrics.SKIPPED).get("javac").total()).isEqualTo(1);
  }

  @Test
  void moduleIsChanged_toExportTheLibraryToItsAdapter() throws Exception {
    ModuleOpener.use(ByteBuddyAgent.install());
    Class<?> library = Class.forName("com.sun.tools.javac.util.Log");
    Runnable adapter = adapters(library).get(library);

    Module module = library.getModule();
    String name = library.getPackageName();
    assertThat(module.isExported(name, adapter.getClass().getModule())).isTrue();
    assertThat(module.isExported(name)).isFalse();
    assertThat(adapter).isNotInstanceOf(NothingAdapter.class);
    assertThat(logged()).isEmpty();
  }
}
