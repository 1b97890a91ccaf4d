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
 * Knows for which span a task was handed to an executor. Called by woven JDK classes, on the
 * application's threads, through the JDK's own types, because those classes see no other.
 */
/*
 * Why the task is not wrapped
 *
 * A wrapper would be what the application finds in its queue: remove(task) would not find the task,
 * a priority queue would compare wrappers, a handler of rejected tasks would not know them. So the
 * task stays what it is and we remember, by its identity, what it was handed over for.
 *
 * One object can be handed over twice before it runs, for two spans, or for one and for none. Which
 * run is which can't be told; then neither belongs to a span, rather than one to the wrong one.
 *
 * Why the pool of virtual threads is passed over
 *
 * What it is handed is not work but a virtual thread that goes on, by whoever unparked it; which
 * span that is in, it knows itself. And it is handed that while the virtual thread can't be
 * unmounted, or has been already: no place for our code to wait for a lock of a map.
 */
final class TaskSpans {

  private static final Object NO_SPAN = new Object();

  private final WeakIdentityMap<Object> waiting = new WeakIdentityMap<>();
  private final Spans spans;
  private final Consumer<Object> completed;
  private final AgentErrors errors;

  /**
   * Knows nothing yet.
   *
   * @param completed takes the tasks that have a result
   */
  TaskSpans(Spans spans, Consumer<Object> completed, AgentErrors errors) {
    this.spans = spans;
    this.completed = completed;
    this.errors = errors;
  }

  /** How many tasks something is known of, dead ones that are not forgotten yet among them. */
  int waiting() {
    return waiting.size();
  }

  /** What the bridge is given, in its order. */
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

  /** A future's own tasks are not handed over by whoever happens to complete the future. */
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

  /** What was handed over outside of any span is not a part of what the helping thread does. */
  private void help(Object task) {
    if (spans.current() != null && waiting.get(task) == null) {
      waiting.put(task, NO_SPAN);
    }
  }

  /** Applications may have classes with this mark, too. */
  private static boolean isOfFuture(Object task) {
    return task instanceof CompletableFuture.AsynchronousCompletionTask
        && task.getClass().getClassLoader() == null;
  }

  /**
   * What is known of a task. It is not needed any more where the task has begun; what is to be done
   * after a future may be tried several times before it is done.
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
   * A task of which nothing is known is a part of what the thread does. Not so what is done after a
   * future: it is made by who adds it, and done by who completes the future.
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

  /** Takes the tasks that an event is about. */
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

  /** Takes a task and the fork-join pool that it is handed to. */
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
   * Takes a task that begins on this thread; gives what {@link Ended} takes when it has ended, or
   * null for nothing.
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
