package io.athena.apm.weaving;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.weaving.advice.AdviceClass;
import io.athena.apm.weaving.advice.ClassWeaver;
import io.athena.apm.weaving.advice.EngineClassFile;
import io.athena.apm.weaving.advice.FieldReference;
import io.athena.apm.weaving.advice.Insertion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Weaves from class file to class file: no class of the library and none of the advice is loaded
 * for it. Any number of threads may weave at once.
 */
public final class AdviceWeaver implements Weaver {

  private final HookTable hooks;
  private final Predicate<String> enabled;
  private final Registry registry;
  private final AgentLog log;
  private final RuntimeVisibility visibility;
  private final Set<String> skipped = ConcurrentHashMap.newKeySet();
  private volatile boolean hasWoven;

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
  }

  /** Whether a class of the application has been woven. */
  public boolean hasWoven() {
    return hasWoven;
  }

  /** Weaves a class of our own, so that the first one of the application need not wait as long. */
  public void prime() {
    String name = PrimedClass.class.getName();
    LibraryInstrumentation priming = new Priming();
    weave(
        AdviceWeaver.class.getClassLoader(),
        name,
        EngineClassFile.of(name),
        List.of(new HookTable.Row(priming, priming.hooks().get(0))),
        new LinkedHashSet<>());
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
      Insertion insertion = insertion(name, candidate, members);
      if (insertion != null) {
        insertions.add(insertion);
        woven.add(candidate.instrumentation().name());
      }
    }
    return insertions.isEmpty()
        ? null
        : ClassWeaver.weave(classFile, insertions, new Refusals(name));
  }

  private List<HookTable.Row> candidates(String name) {
    List<HookTable.Row> candidates = new ArrayList<>();
    for (HookTable.Row row : hooks.rows(name)) {
      if (enabled.test(row.instrumentation().name())) {
        candidates.add(row);
      }
    }
    return candidates;
  }

  /** Null where a hook does not fit this class; says what it lacks. */
  private Insertion insertion(String type, HookTable.Row row, LibraryMembers members) {
    Hook hook = row.hook();
    Set<String> methods = HookMethods.of(members.woven(), hook.point());
    if (methods.isEmpty()) {
      return skip(row, members, hook.point().toString());
    }
    byte[] classFile = EngineClassFile.of(hook.advice());
    AdviceMembers used = AdviceMembers.of(classFile);
    for (AdviceMembers.Member member : used.members()) {
      if (!members.has(member)) {
        return skip(row, members, member.owner().replace('/', '.') + "#" + member.name());
      }
    }
    List<FieldReference> fields = new ArrayList<>();
    for (String name : used.fields()) {
      FieldReference field = members.field(name);
      if (field == null) {
        return skip(row, members, type + "#" + name);
      }
      fields.add(field);
    }
    AdviceClass advice = AdviceClass.of(classFile);
    return new Insertion(advice, row.instrumentation().name(), methods, fields);
  }

  /** Counted once for each hook and class, however often that is woven. */
  private Insertion skip(HookTable.Row row, LibraryMembers members, String lacking) {
    String instrumentation = row.instrumentation().name();
    if (skipped.add(members.identity() + " " + row.hook().point() + " " + lacking)) {
      registry.counters(AgentMetrics.SKIPPED).get(instrumentation).increment();
    }
    log.warnOnce(
        instrumentation
            + ": this version of the library has no "
            + lacking
            + "; what depends on it is not measured");
    return null;
  }

  /** Says which methods of a class advice can't go into. */
  private final class Refusals implements Consumer<String> {

    private final String type;

    Refusals(String type) {
      this.type = type;
    }

    @Override
    public void accept(String refusal) {
      log.warnOnce(type + "#" + refusal);
    }
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
}
