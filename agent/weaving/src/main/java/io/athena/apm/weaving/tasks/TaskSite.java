package io.athena.apm.weaving.tasks;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/**
 * A method of the JDK that is handed a task, or runs one.
 *
 * @param type the simple name of its class, in {@code java.util.concurrent}
 * @param method its name
 * @param event what to tell; null where it calls the task's own code, through the bridge
 * @param task the simple name of the parameter's type; {@code this} for the object itself
 */
/*
 * Read in JDK 17, 21 and 25. A method that a JDK has no longer is not woven; tasks that go that way
 * then begin outside of any span.
 *
 * Why both runWorker and beforeExecute: a worker that waits for its next task is in the middle of
 * runWorker, and would go on with the code of before until it ends, which may be never. It calls
 * beforeExecute anew for each task. A pool whose own beforeExecute does not call the JDK's has new
 * workers woven.
 *
 * Why the methods that help: a fork-join thread that waits runs tasks of others. Those that were
 * handed over outside of any span look like those that a thread runs itself with invoke.
 *
 * Why a future task tells before it has finished: it has its result by then, and goes on to run what
 * the application has put into its done().
 *
 * Why what an asynchronous future runs, too: its executor may be any, such as a thread for each
 * task, which is the JDK's own choice on one or two processors.
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

  /** Whether what it tells of is so only where it returns. */
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

  /** The number of the local variable that holds the task; -1 where there is none such. */
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
