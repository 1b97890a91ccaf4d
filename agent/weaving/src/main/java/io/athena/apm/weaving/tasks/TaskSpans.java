package io.athena.apm.weaving.tasks;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.SpanScope;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Remembers in which span a task was handed to an executor. Woven JDK classes call it on the
 * application's threads, through JDK types, because those classes resolve no others.
 */
/*
 * Why the task is not wrapped
 *
 * The application would find wrappers in its queue: remove(task) would not find the task, a priority
 * queue would compare wrappers, a handler of rejected tasks would not recognize them. So the task
 * stays as it is, and its span is remembered by the identity of the task.
 *
 * An application can hand one object over twice before it runs, in two spans, or in one span and
 * outside of any. The runs can't be distinguished, so then neither belongs to a span: a missing span
 * is better than a wrong one.
 *
 * Why the pool of virtual threads is skipped
 *
 * Its tasks are virtual threads that continue, submitted by the thread that unparked them; a virtual
 * thread carries its own span. And it is submitted while it can't be unmounted, or after it was: our
 * code must not wait for a lock of a map there.
 */
final class TaskSpans {

  private static final Object NO_SPAN = new Object();

  private final WeakIdentityMap<Object> waiting = new WeakIdentityMap<>();
  private final Spans spans;
  private final Consumer<Object> completed;
  private final AgentErrors errors;

  /** {@code completed} receives the tasks that have completed. */
  TaskSpans(Spans spans, Consumer<Object> completed, AgentErrors errors) {
    this.spans = spans;
    this.completed = completed;
    this.errors = errors;
  }

  /** The number of tasks that are remembered, including collected ones. */
  int waiting() {
    return waiting.size();
  }

  /** The functions of the bridge, in its order. */
  Object[] functions() {
    List<Object> functions = new ArrayList<>();
    functions.add(new Ended());
    for (TaskEvent event : TaskEvent.values()) {
      functions.add(event.isOfPool() ? new Submitted() : new Event(event));
    }
    for (TaskCall call : TaskCall.values()) {
      functions.add(new Begun(call));
    }
    return functions.toArray();
  }

  private void happened(TaskEvent event, Object task) {
    switch (event) {
      case HANDED_OVER, SUBMITTED -> handOver(task);
      case ADDED -> add(task);
      case TAKEN -> spans.adopt(span(known(task)));
      case HELPED -> help(task);
      case LEFT -> spans.adopt(null);
      case DONE -> waiting.remove(task);
      case COMPLETED -> completed.accept(task);
    }
  }

  /** The thread that completes a future does not hand over the future's own tasks. */
  private void handOver(Object task) {
    SpanContext span = spans.current();
    if ((span == null && waiting.isEmpty()) || task == null || isOfFuture(task)) {
      return;
    }
    if (span != null) {
      Object earlier = waiting.put(task, span);
      if (earlier != null && earlier != span) {
        waiting.put(task, NO_SPAN);
      }
    } else if (waiting.get(task) != null) {
      waiting.put(task, NO_SPAN);
    }
  }

  private void add(Object task) {
    SpanContext span = spans.current();
    if (span != null) {
      waiting.put(task, span);
    }
  }

  /** A task that was handed over outside of any span does not belong to the helper's span. */
  private void help(Object task) {
    if (spans.current() != null && waiting.get(task) == null) {
      waiting.put(task, NO_SPAN);
    }
  }

  /** Classes of applications may have this marker interface, too. */
  private static boolean isOfFuture(Object task) {
    return task instanceof CompletableFuture.AsynchronousCompletionTask
        && task.getClass().getClassLoader() == null;
  }

  /**
   * The span of a task that begins. It is removed, but not for completions of a future, which may
   * be tried several times before they run.
   */
  private Object known(Object task) {
    if (waiting.isEmpty()) {
      return null;
    }
    return isOfFuture(task) ? waiting.get(task) : waiting.remove(task);
  }

  private static SpanContext span(Object known) {
    return known instanceof SpanContext one ? one : null;
  }

  /**
   * An unknown task belongs to the span of the thread that runs it; an unknown completion of a
   * future does not, because the thread that completes the future runs it.
   */
  private Object begin(TaskCall call, Object task) {
    Object known = known(task);
    if (known == null && (call != TaskCall.FIRE || spans.current() == null)) {
      return null;
    }
    SpanScope before = spans.adopt(span(known));
    return before == null ? NO_SPAN : before;
  }

  private void failed(Throwable problem) {
    errors.caught(Door.ADVICE, "a task runs outside of its span", problem);
  }

  private final class Event implements Consumer<Object> {

    private final TaskEvent event;

    Event(TaskEvent event) {
      this.event = event;
    }

    @Override
    public void accept(Object task) {
      try {
        happened(event, task);
      } catch (Throwable problem) {
        failed(problem);
      }
    }
  }

  /** Receives a task and its fork-join pool. */
  private final class Submitted implements BiConsumer<Object, Object> {

    @Override
    public void accept(Object task, Object pool) {
      try {
        boolean isOfUse = spans.current() != null || !waiting.isEmpty();
        if (isOfUse && !isOfVirtualThreads((ForkJoinPool) pool)) {
          happened(TaskEvent.SUBMITTED, task);
        }
      } catch (Throwable problem) {
        failed(problem);
      }
    }

    private static boolean isOfVirtualThreads(ForkJoinPool pool) {
      return pool.getFactory().getClass().getName().startsWith("java.lang.VirtualThread");
    }
  }

  /**
   * Receives a task that begins on this thread. Returns the argument for {@link Ended} when it has
   * ended, or null where the span does not change.
   */
  private final class Begun implements Function<Object, Object> {

    private final TaskCall call;

    Begun(TaskCall call) {
      this.call = call;
    }

    @Override
    public Object apply(Object task) {
      try {
        return begin(call, task);
      } catch (Throwable problem) {
        failed(problem);
        return null;
      }
    }
  }

  private final class Ended implements Consumer<Object> {

    @Override
    public void accept(Object before) {
      try {
        spans.resume(before instanceof SpanScope scope ? scope : null);
      } catch (Throwable problem) {
        failed(problem);
      }
    }
  }
}
