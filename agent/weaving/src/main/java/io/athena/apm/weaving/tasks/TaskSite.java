package io.athena.apm.weaving.tasks;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/**
 * A method of the JDK that receives a task or runs one.
 *
 * @param type the simple name of its class, in {@code java.util.concurrent}
 * @param method its name
 * @param event the event to report; null where the method runs the task, through the bridge
 * @param task the simple name of the parameter's type; {@code this} for the object itself
 */
/*
 * Taken from the sources of JDK 17, 21 and 25. A method that a JDK does not have is not woven, and
 * its tasks begin outside of any span.
 *
 * Why both runWorker and beforeExecute: a worker that waits for its next task is inside runWorker and
 * runs the old code until it ends, which may be never. It calls beforeExecute anew for each task.
 * A pool whose own beforeExecute does not call the JDK's is woven for new workers only.
 *
 * Why the methods that help: a fork-join thread that waits runs tasks of other threads. Tasks that
 * were handed over outside of any span look like tasks that a thread runs itself with invoke.
 *
 * Why FutureTask reports in finishCompletion: it has its result by then, and runs the application's
 * done() next.
 *
 * Why CompletableFuture reports where its result is set: it runs the last listener first, so one of
 * ours would run after those that the application has added.
 *
 * Why also the tasks of asynchronous futures: they may have any executor, such as a thread for each
 * task, which the JDK itself chooses on one or two processors.
 */
record TaskSite(String type, String method, TaskEvent event, String task) {

  static final String THIS = "this";

  static final List<TaskSite> ALL =
      List.of(
          event("ThreadPoolExecutor", "execute", TaskEvent.HANDED_OVER, "Runnable"),
          event("ThreadPoolExecutor", "beforeExecute", TaskEvent.TAKEN, "Runnable"),
          event("ThreadPoolExecutor", "afterExecute", TaskEvent.LEFT, "Runnable"),
          call("ThreadPoolExecutor", "runWorker"),
          event(
              "ScheduledThreadPoolExecutor",
              "delayedExecute",
              TaskEvent.HANDED_OVER,
              "RunnableScheduledFuture"),
          event("ForkJoinPool", "externalSubmit", TaskEvent.SUBMITTED, "ForkJoinTask"),
          event("ForkJoinPool", "poolSubmit", TaskEvent.SUBMITTED, "ForkJoinTask"),
          event(
              "ForkJoinPool",
              "scheduleDelayedTask",
              TaskEvent.SUBMITTED,
              "DelayScheduler$ScheduledForkJoinTask"),
          helps("ForkJoinPool", "helpJoin"),
          helps("ForkJoinPool", "helpComplete"),
          helps("ForkJoinPool", "helpQuiesce"),
          helps("ForkJoinPool", "helpQuiescePool"),
          helps("ForkJoinPool", "externalHelpQuiesce"),
          helps("ForkJoinPool", "externalHelpQuiescePool"),
          helps("ForkJoinPool$WorkQueue", "helpComplete"),
          helps("ForkJoinPool$WorkQueue", "helpAsyncBlocker"),
          event("FutureTask", "finishCompletion", TaskEvent.COMPLETED, THIS),
          event("ForkJoinTask", "setDone", TaskEvent.COMPLETED, THIS),
          event("ForkJoinTask", "trySetCancelled", TaskEvent.COMPLETED, THIS),
          event("ForkJoinTask", "trySetThrown", TaskEvent.COMPLETED, THIS),
          event("ForkJoinTask", "fork", TaskEvent.HANDED_OVER, THIS),
          call("ForkJoinTask", "doExec"),
          event("CompletableFuture$AsyncRun", "<init>", TaskEvent.HANDED_OVER, "Runnable"),
          call("CompletableFuture$AsyncRun", "run"),
          event("CompletableFuture$AsyncSupply", "<init>", TaskEvent.HANDED_OVER, "Supplier"),
          call("CompletableFuture$AsyncSupply", "run"),
          event("CompletableFuture$Completion", "<init>", TaskEvent.ADDED, THIS),
          call("CompletableFuture$Completion", "run"),
          event("CompletableFuture", "internalComplete", TaskEvent.COMPLETED, THIS),
          event("CompletableFuture", "completeNull", TaskEvent.COMPLETED, THIS),
          event("CompletableFuture", "completeValue", TaskEvent.COMPLETED, THIS),
          event("CompletableFuture", "completeThrowable", TaskEvent.COMPLETED, THIS),
          event("CompletableFuture", "completeRelay", TaskEvent.COMPLETED, THIS),
          call("CompletableFuture", "postComplete"),
          call("CompletableFuture", "unipush"),
          call("CompletableFuture", "bipush"),
          call("CompletableFuture", "orpush"));

  private static TaskSite event(String type, String method, TaskEvent event, String task) {
    return new TaskSite(type, method, event, task);
  }

  private static TaskSite call(String type, String method) {
    return new TaskSite(type, method, null, null);
  }

  private static TaskSite helps(String type, String method) {
    return new TaskSite(type, method, TaskEvent.HELPED, null);
  }

  /** Whether the event happens where the method returns, not where it begins. */
  boolean isAtEnd() {
    return method.equals("<init>")
        || (event == TaskEvent.COMPLETED && !method.equals("finishCompletion"));
  }

  /** The binary names of the classes. */
  static Set<String> types() {
    Set<String> types = new HashSet<>();
    for (TaskSite site : ALL) {
      types.add(site.binaryName());
    }
    return types;
  }

  String binaryName() {
    return TaskBridge.PACKAGE.replace('/', '.') + type;
  }

  /** The index of the local variable with the task; -1 without such a parameter. */
  int local(int access, String descriptor) {
    if (task.equals(THIS)) {
      return 0;
    }
    int local = Modifier.isStatic(access) ? 0 : 1;
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      if (argument.getClassName().endsWith("." + task)) {
        return local;
      }
      local += argument.getSize();
    }
    return -1;
  }
}
