package io.athena.apm.core.weaving;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.weaving.sample.Advices;
import io.athena.apm.runtime.AiProbe;
import io.athena.apm.runtime.Probes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A weaver with given hooks, a loader of woven copies, and a probe that writes down. */
final class WeaverFixture implements AiProbe {

  final List<String> told = new ArrayList<>();
  final AgentLog log = new AgentLog();
  final Registry registry =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, problem -> {});
  final AgentErrors errors = new AgentErrors(registry, log);
  final List<String> blown = new ArrayList<>();
  final AdviceFuse fuse = new AdviceFuse(errors, blown::add);
  private final AdviceWeaver weaver;

  WeaverFixture(Hook... hooks) {
    weaver =
        new AdviceWeaver(
            new HookTable(List.of(new Sample(List.of(hooks)))),
            name -> !fuse.isBlown(name),
            registry,
            log);
    Probes.install((AiProbe) this);
    Probes.install(fuse);
  }

  static Hook hook(String point, String advice) {
    return Hook.of(point, Advices.class, advice);
  }

  private record Sample(List<Hook> hooks) implements LibraryInstrumentation {

    @Override
    public String name() {
      return "sample";
    }

    @Override
    public String libraryPackage() {
      return null;
    }

    @Override
    public String description() {
      return "";
    }
  }

  /** The woven class file; null where the weaver leaves the class alone. */
  byte[] weave(ClassLoader loader, Class<?> type) throws IOException {
    return weaver.weave(loader, type.getName(), classFile(type));
  }

  /** A copy of a class, woven, in a loader of its own. */
  Class<?> woven(Class<?> type) throws IOException {
    byte[] classFile = weave(type.getClassLoader(), type);
    return new ClassLoader(type.getClassLoader()) {
      Class<?> define() {
        return defineClass(type.getName(), classFile, 0, classFile.length);
      }
    }.define();
  }

  static byte[] classFile(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  long skipped() {
    return registry.counters(AgentMetrics.SKIPPED).get("sample").total();
  }

  long failures() {
    return errors.count(Door.ADVICE) + errors.count(Door.WEAVING);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    log.drain(line -> lines.add(line.message()));
    return lines;
  }

  @Override
  public Object startCall(String what, String argument, String unused) {
    told.add(what + " " + argument);
    return argument;
  }

  @Override
  public void endCall(
      Object call, Throwable error, Long input, Long output, Long cachedInput, Long reasoning) {}

  @Override
  public Object startAnalysis(Object manager, String operation) {
    return null;
  }

  @Override
  public void endAnalysis(Object entered, Object result, Throwable error) {
    told.add(entered + " gave " + result + (error == null ? "" : ", " + error.getMessage()));
  }
}
