package io.athena.apm.core.weaving;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * Weaves with Byte Buddy, from class file to class file: no class of the library and none of the
 * advice is loaded for it. Any number of threads may weave at once.
 */
public final class AdviceWeaver implements Weaver {

  private final HookTable hooks;
  private final Predicate<String> enabled;
  private final Registry registry;
  private final AgentLog log;
  private final RuntimeVisibility visibility;
  private final ClassFileLocator engine;
  private final TypePool advicePool;
  private volatile boolean hasWoven;
  private final ByteBuddy byteBuddy =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE);

  /**
   * A weaver.
   *
   * @param enabled whether an instrumentation of that name is on; asked for every class
   */
  public AdviceWeaver(HookTable hooks, Predicate<String> enabled, Registry registry, AgentLog log) {
    this.hooks = hooks;
    this.enabled = enabled;
    this.registry = registry;
    this.log = log;
    this.visibility = new RuntimeVisibility(log);
    this.engine = new EngineClassFiles(AdviceWeaver.class.getClassLoader());
    this.advicePool = pool(engine);
  }

  /** An advice and the methods it goes into. */
  private record Match(LibraryInstrumentation instrumentation, Hook hook, Set<String> methods) {}

  /** Whether a class of the application has been woven. */
  public boolean hasWoven() {
    return hasWoven;
  }

  /** Weaves a class of our own, so that the first one of the application need not wait as long. */
  public void prime() {
    String name = PrimedClass.class.getName();
    LibraryInstrumentation priming = new Priming();
    Match match = new Match(priming, priming.hooks().get(0), new LinkedHashSet<>());
    weave(
        AdviceWeaver.class.getClassLoader(),
        name,
        classFile(name),
        List.of(match),
        new LinkedHashSet<>());
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    List<Match> candidates = candidates(name);
    if (candidates.isEmpty() || !visibility.of(loader)) {
      return null;
    }
    Set<String> woven = new LinkedHashSet<>();
    byte[] result = weave(loader, name, classFile, candidates, woven);
    hasWoven |= !woven.isEmpty();
    for (String instrumentation : woven) {
      registry.counters(AgentMetrics.WOVEN).get(instrumentation).increment();
    }
    return result;
  }

  private byte[] weave(
      ClassLoader loader,
      String name,
      byte[] classFile,
      List<Match> candidates,
      Set<String> woven) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, classFile),
            ClassFileLocator.ForClassLoader.of(loader));
    TypeDescription type = pool(locator).describe(name).resolve();
    LibraryMembers members = new LibraryMembers(loader, name.replace('.', '/'), classFile);
    AsmVisitorWrapper.ForDeclaredMethods visitors = new AsmVisitorWrapper.ForDeclaredMethods();
    for (Match candidate : candidates) {
      if (applies(candidate, type, members, classFile)) {
        visitors = visitors.invokable(new InSet(candidate.methods), advice(candidate));
        woven.add(candidate.instrumentation.name());
      }
    }
    return woven.isEmpty()
        ? null
        : byteBuddy.decorate(type, locator).visit(visitors).make(pool(locator)).getBytes();
  }

  private List<Match> candidates(String name) {
    List<Match> candidates = new ArrayList<>();
    for (HookTable.Row row : hooks.rows(name)) {
      if (enabled.test(row.instrumentation().name())) {
        candidates.add(new Match(row.instrumentation(), row.hook(), new LinkedHashSet<>()));
      }
    }
    return candidates;
  }

  /** Fills in the methods; says, where a library's hook does not fit, what it lacks. */
  private boolean applies(
      Match match, TypeDescription type, LibraryMembers members, byte[] classFile) {
    if (HookMethods.delegates(type, match.hook.unlessFieldFrom())) {
      return false;
    }
    for (MethodDescription method : HookMethods.of(type, match.hook.point())) {
      match.methods.add(method.getInternalName() + method.getDescriptor());
    }
    if (match.hook.innermost()) {
      match.methods.removeAll(
          OverloadCalls.among(type.getInternalName(), match.methods, classFile));
    }
    if (match.methods.isEmpty()) {
      return !match.hook.point().anyPackage() && skip(match, match.hook.point().toString());
    }
    for (AdviceMembers.Member member : AdviceMembers.of(classFile(match.hook.advice()))) {
      if (!members.has(member)) {
        String owner = member.owner() == null ? type.getName() : member.owner().replace('/', '.');
        return skip(match, owner + "#" + member.name());
      }
    }
    return true;
  }

  private boolean skip(Match match, String lacking) {
    registry.counters(AgentMetrics.SKIPPED).get(match.instrumentation.name()).increment();
    log.warnOnce(
        match.instrumentation.name()
            + ": this version of the library has no "
            + lacking
            + "; what depends on it is not measured");
    return false;
  }

  private Advice advice(Match match) {
    return Advice.to(advicePool.describe(match.hook.advice()).resolve(), engine)
        .withExceptionHandler(AdviceHandler.of(match.instrumentation.name()));
  }

  private byte[] classFile(String name) {
    try {
      return engine.locate(name).resolve();
    } catch (IOException unreadable) {
      throw new IllegalStateException(name, unreadable);
    }
  }

  private static TypePool pool(ClassFileLocator locator) {
    return new TypePool.Default.WithLazyResolution(
        new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
  }

  /** What {@link PrimedClass} is woven for. */
  private static final class Priming implements LibraryInstrumentation {

    @Override
    public String name() {
      return "priming";
    }

    @Override
    public String libraryPackage() {
      return null;
    }

    @Override
    public List<Hook> hooks() {
      return List.of(Hook.of(PrimedClass.class.getName() + "#call", PrimedClass.class, "Primed"));
    }

    @Override
    public String description() {
      return "";
    }
  }

  /** Matches the methods that were found, so that they are looked for only once. */
  private static final class InSet
      extends ElementMatcher.Junction.ForNonNullValues<MethodDescription> {

    private final Set<String> methods;

    InSet(Set<String> methods) {
      this.methods = methods;
    }

    @Override
    protected boolean doMatch(MethodDescription method) {
      return methods.contains(method.getInternalName() + method.getDescriptor());
    }
  }
}
