package io.athena.apm.weaving;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.weaving.advice.AdviceClass;
import io.athena.apm.weaving.advice.ClassWeaver;
import io.athena.apm.weaving.advice.EngineClassFile;
import io.athena.apm.weaving.advice.FieldReference;
import io.athena.apm.weaving.advice.Insertion;
import io.athena.apm.weaving.advice.MemberReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves the hooks of instrumentations, from class file to class file: it loads no class of the
 * library and no advice. Any number of threads may weave at once.
 */
public final class AdviceWeaver implements Weaver {

  private static final int NEVER =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

  private final HookTable hooks;
  private final Predicate<String> enabled;
  private final AdviceFuse fuse;
  private final Registry registry;
  private final AgentLog log;
  private final RuntimeVisibility visibility;
  private final Map<String, AdviceClass> advices = new ConcurrentHashMap<>();

  /** The skipped hooks of each class loader, as long as it lives. */
  private final WeakIdentityMap<Set<String>> skipped = new WeakIdentityMap<>();

  private volatile boolean hasWoven;

  /**
   * Weaves by a table of hooks.
   *
   * @param enabled whether an instrumentation is on, by its name; called for every class
   * @param fuse the hooks that it has blown for are left out
   */
  public AdviceWeaver(
      HookTable hooks,
      Predicate<String> enabled,
      AdviceFuse fuse,
      Registry registry,
      AgentLog log) {
    this.hooks = hooks;
    this.enabled = enabled;
    this.fuse = fuse;
    this.registry = registry;
    this.log = log;
    this.visibility = new RuntimeVisibility(log);
  }

  /** Whether a class of the application has been woven. */
  public boolean hasWoven() {
    return hasWoven;
  }

  /** Weaves a class of the agent, so that the application's first class need not wait as long. */
  public void prime() {
    String name = PrimedClass.class.getName();
    byte[] classFile = EngineClassFile.of(name);
    LibraryMembers members =
        new LibraryMembers(AdviceWeaver.class.getClassLoader(), name.replace('.', '/'), classFile);
    Hook hook = Hook.of(name + "#call", PrimedClass.class, "Primed");
    Insertion insertion = insertion(hook, "priming", "priming", members);
    ClassWeaver.weave(classFile, List.of(insertion), log);
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    List<HookTable.Row> candidates = candidates(name);
    if (candidates.isEmpty() || !visibility.of(loader)) {
      return null;
    }
    Set<String> woven = new LinkedHashSet<>();
    byte[] result = weave(loader, name, classFile, candidates, woven);
    if (result == null) {
      return null;
    }
    hasWoven = true;
    for (String instrumentation : woven) {
      registry.counters(AgentMetrics.WOVEN).get(instrumentation).increment();
    }
    return result;
  }

  private byte[] weave(
      ClassLoader loader,
      String name,
      byte[] classFile,
      List<HookTable.Row> candidates,
      Set<String> woven) {
    LibraryMembers members = new LibraryMembers(loader, name.replace('.', '/'), classFile);
    List<Insertion> insertions = new ArrayList<>();
    for (HookTable.Row candidate : candidates) {
      String instrumentation = candidate.instrumentation().name();
      Insertion insertion =
          insertion(candidate.hook(), instrumentation, candidate.origin(), members);
      if (insertion != null) {
        insertions.add(insertion);
        woven.add(instrumentation);
      }
    }
    return insertions.isEmpty() ? null : ClassWeaver.weave(classFile, insertions, log);
  }

  private List<HookTable.Row> candidates(String name) {
    List<HookTable.Row> candidates = new ArrayList<>();
    for (HookTable.Row row : hooks.rows(name)) {
      if (enabled.test(row.instrumentation().name()) && !fuse.isBlown(row.origin())) {
        candidates.add(row);
      }
    }
    return candidates;
  }

  /** Null where the class lacks a member that the hook needs; logs which. */
  private Insertion insertion(
      Hook hook, String instrumentation, String origin, LibraryMembers members) {
    Set<String> methods = methods(members.woven(), hook.point());
    if (methods.isEmpty()) {
      return skip(hook, instrumentation, members, hook.point().toString());
    }
    AdviceClass advice = advice(hook.advice());
    for (MemberReference member : advice.members()) {
      if (!members.has(member)) {
        return skip(
            hook, instrumentation, members, member.owner().replace('/', '.') + "#" + member.name());
      }
    }
    List<FieldReference> fields = new ArrayList<>();
    for (String name : advice.fields()) {
      FieldReference field = members.field(name);
      if (field == null) {
        return skip(hook, instrumentation, members, hook.point().type() + "#" + name);
      }
      fields.add(field);
    }
    return new Insertion(advice, origin, methods, fields);
  }

  /**
   * Names with descriptors. Leaves out bridges and synthetic methods, which call methods that
   * match.
   */
  private static Set<String> methods(ClassMembers type, HookPoint point) {
    Set<String> methods = new LinkedHashSet<>();
    for (ClassMembers.Member method : point.methodsOf(type)) {
      if ((method.access() & NEVER) == 0
          && (point.parameters() == null || point.parameters().equals(method.parameterTypes()))) {
        methods.add(method.name() + method.descriptor());
      }
    }
    return methods;
  }

  /** Reads each advice class once, since several hooks and classes share it. */
  private AdviceClass advice(String name) {
    AdviceClass known = advices.get(name);
    if (known == null) {
      known = AdviceClass.named(name);
      advices.put(name, known);
    }
    return known;
  }

  /** Skips a hook. Each is counted once for a class loader, however often its class is woven. */
  private Insertion skip(
      Hook hook, String instrumentation, LibraryMembers members, String lacking) {
    if (hook.optional()) {
      return null;
    }
    Set<String> known =
        skipped.computeIfAbsent(members.loader(), loader -> ConcurrentHashMap.newKeySet());
    if (known.add(hook.point() + " " + lacking)) {
      registry.counters(AgentMetrics.SKIPPED).get(instrumentation).increment();
    }
    log.warnOnce(
        instrumentation
            + ": this version of the library has no "
            + lacking
            + "; what depends on it is not measured");
    return null;
  }
}
