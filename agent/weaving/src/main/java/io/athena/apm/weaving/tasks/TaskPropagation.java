package io.athena.apm.weaving.tasks;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.ModuleOpener;
import io.athena.apm.weaving.Weaver;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Brings spans to the tasks that are done for them, and tells of tasks that are done. Does nothing
 * until the first span begins that has a context, or the first method returns a task that is waited
 * for; that thread waits while some JDK classes are woven, some tens of milliseconds, and so does
 * every other that comes here meanwhile: what they hand over then is not lost.
 */
public final class TaskPropagation implements Runnable, BooleanSupplier, Weaver {

  /** The switch {@code instrumentation.jdk-executors.enabled}. */
  public static final String NAME = "jdk-executors";

  private final Spans spans;
  private final Consumer<Object> completed;
  private final Instrumentation instrumentation;
  private final Predicate<String> switchedOn;
  private final AgentErrors errors;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> types = TaskSite.types();

  /** Null until the first span, which is what loads it. */
  private volatile TaskSpans tasks;

  /** Before the bridge is there, nothing may call it. */
  private volatile boolean bridged;

  /** Whether all that is handed over or completed from now on is told of. */
  private volatile boolean woven;

  /**
   * A propagation that has not begun.
   *
   * @param completed takes the tasks that have a result
   * @param switchedOn whether an instrumentation is on, by its name
   */
  public TaskPropagation(
      Spans spans,
      Consumer<Object> completed,
      Instrumentation instrumentation,
      Predicate<String> switchedOn,
      AgentErrors errors) {
    this.spans = spans;
    this.completed = completed;
    this.instrumentation = instrumentation;
    this.switchedOn = switchedOn;
    this.errors = errors;
  }

  /** Of how many tasks the span is known, where any span has begun. */
  int waiting() {
    return tasks.waiting();
  }

  private boolean isSwitchedOn() {
    return switchedOn.test(NAME);
  }

  /** Run by the thread that begins the first span, or is the first to wait for a task. */
  @Override
  public void run() {
    lock.lock();
    try {
      if (!bridged && isSwitchedOn()) {
        bridge();
        bridged = true;
        retransform();
        woven = true;
      }
    } catch (Throwable problem) {
      errors.caught(Door.WEAVING, "tasks of executors run outside of their spans", problem);
    } finally {
      lock.unlock();
    }
  }

  /** Whether tasks that are completed tell so; from now on, if it was not asked before. */
  @Override
  public boolean getAsBoolean() {
    if (!woven) {
      run();
    }
    return woven && isSwitchedOn();
  }

  /** Weaves those classes again, or takes out what was woven, where a switch has been turned. */
  public void reweave() {
    lock.lock();
    try {
      if (bridged) {
        retransform();
      }
    } catch (Throwable problem) {
      errors.caught(Door.WEAVING, "JDK classes stay as they are", problem);
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("unchecked")
  private void bridge() throws ReflectiveOperationException {
    Constructor<?> bridge = bridgeClass().getConstructor();
    bridge.setAccessible(true);
    TaskSpans made = new TaskSpans(spans, completed, errors);
    ((Consumer<Object>) bridge.newInstance()).accept(made.functions());
    tasks = made;
  }

  private static Class<?> bridgeClass() throws IllegalAccessException {
    ModuleOpener.open(ForkJoinTask.class);
    try {
      return Class.forName(TaskBridge.NAME.replace('/', '.'), false, null);
    } catch (ClassNotFoundException usual) {
      return MethodHandles.privateLookupIn(ForkJoinTask.class, MethodHandles.lookup())
          .defineClass(TaskBridge.classFile());
    }
  }

  private void retransform() throws Exception {
    Class<?>[] classes = new Class<?>[types.size()];
    int next = 0;
    for (String type : types) {
      classes[next++] = Class.forName(type, false, null);
    }
    instrumentation.retransformClasses(classes);
  }

  /** Weaves a class of the JDK that is woven again; leaves every other as it is. */
  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    return bridged && types.contains(name) && isSwitchedOn()
        ? TaskWeaver.weave(name, classFile)
        : null;
  }
}
