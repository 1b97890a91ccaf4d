package io.athena.apm.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.runtime.AiProbe;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.sample.Advices;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A weaver with given hooks, and a probe that records the calls of the advice. Fails every test in
 * which a door caught an error that the test does not expect.
 */
final class WeaverFixture implements AiProbe, AfterEachCallback {

  final List<String> reported = new ArrayList<>();
  final AgentParts parts = new AgentParts();
  final List<String> blown = new ArrayList<>();
  final AdviceFuse fuse = new AdviceFuse(parts.errors(), () -> 0, blown::add);
  private final List<String> switchedOff = new ArrayList<>();
  private final Map<Door, Long> expected = new EnumMap<>(Door.class);
  private HookTable table = new HookTable(List.of(), false);
  private AdviceWeaver weaver = weaver();

  WeaverFixture() {
    Probes.install((AiProbe) this);
    Probes.install(fuse);
  }

  static Hook hook(String point, String advice) {
    return Hook.of(point, Advices.class, advice);
  }

  /** Hooks of an instrumentation {@code sample}. */
  void use(Hook... hooks) {
    use(SampleInstrumentation.of("sample", hooks));
  }

  void use(LibraryInstrumentation... instrumentations) {
    table = new HookTable(List.of(instrumentations), false);
    weaver = weaver();
  }

  private AdviceWeaver weaver() {
    return new AdviceWeaver(
        table, name -> !switchedOff.contains(name), fuse, parts.registry(), parts.log());
  }

  void switchOff(String instrumentation) {
    switchedOff.add(instrumentation);
  }

  void switchOn(String instrumentation) {
    switchedOff.remove(instrumentation);
  }

  HookTable hooks() {
    return table;
  }

  AdviceWeaver advice() {
    return weaver;
  }

  /** The woven class file; null where the weaver does not change the class. */
  byte[] weave(Class<?> type) {
    return weaver.weave(type.getClassLoader(), type.getName(), ClassFiles.of(type));
  }

  /**
   * Defines copies of classes, woven if hooks match, in a loader of their own; returns the first.
   */
  Class<?> load(Class<?>... types) throws ClassNotFoundException {
    ClassFiles loader = new ClassFiles();
    for (Class<?> type : types) {
      byte[] woven = weave(type);
      loader.with(type.getName(), woven == null ? ClassFiles.of(type) : woven);
    }
    return loader.loadClass(types[0].getName());
  }

  /** Calls a method of a new object by its name and the types of its arguments. */
  static Object call(Class<?> type, String method, Object... arguments) throws Exception {
    Object target = type.getConstructor().newInstance();
    Class<?>[] parameters =
        Arrays.stream(arguments)
            .map(argument -> argument instanceof Integer ? int.class : argument.getClass())
            .toArray(Class<?>[]::new);
    Method found = type.getMethod(method, parameters);
    return found.invoke(target, arguments);
  }

  long skipped() {
    return parts.registry().counters(AgentMetrics.SKIPPED).get("sample").total();
  }

  long woven() {
    return parts.registry().counters(AgentMetrics.WOVEN).get("sample").total();
  }

  void expectErrors(Door door, long count) {
    expected.put(door, count);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Probes.install(new AiProbe() {});
    Probes.install((problem, origin) -> {});
    for (Door door : Door.values()) {
      assertThat(parts.errors().count(door))
          .as("errors at %s: %s", door, parts.logged())
          .isEqualTo(expected.getOrDefault(door, 0L));
    }
  }

  @Override
  public Object startCall(String what, String argument, Object unused, Object request) {
    reported.add(what + " " + argument);
    return argument;
  }

  @Override
  public void endAnalysis(Object entered, Object result, Throwable error) {
    reported.add(entered + " gave " + result + (error == null ? "" : ", " + error.getMessage()));
  }
}
