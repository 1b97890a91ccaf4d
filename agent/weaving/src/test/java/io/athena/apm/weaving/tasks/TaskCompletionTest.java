package io.athena.apm.weaving.tasks;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.ModuleOpener;
import io.athena.apm.weaving.WeavingTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks of the JDK that are futures report their completion. No test begins a span. */
@Timeout(60)
class TaskCompletionTest {

  private static final AgentErrors ERRORS =
      new AgentErrors(
          new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, problem -> {}),
          new AgentLog());
  private static final Instrumentation JVM = ByteBuddyAgent.install();
  private static final BlockingQueue<Reported> REPORTED = new LinkedBlockingQueue<>();
  private static boolean switchedOn = true;
  private static TaskPropagation propagation;
  private static WeavingTransformer weaving;

  private final List<ExecutorService> pools = new ArrayList<>();

  private record Reported(Object task, boolean isDone) {}

  @BeforeAll
  static void prepare() {
    ModuleOpener.use(JVM);
    propagation =
        new TaskPropagation(
            new Spans(0),
            task -> REPORTED.add(new Reported(task, ((Future<?>) task).isDone())),
            JVM,
            name -> switchedOn,
            ERRORS);
    weaving = new WeavingTransformer(propagation, ERRORS);
    JVM.addTransformer(weaving, true);
  }

  @AfterAll
  static void takeOut() {
    switchedOn = false;
    propagation.reweave();
    JVM.removeTransformer(weaving);
  }

  @BeforeEach
  void ask() {
    assertThat(propagation.getAsBoolean()).isTrue();
    REPORTED.clear();
  }

  @AfterEach
  void noErrorIsCounted() throws Exception {
    for (ExecutorService pool : pools) {
      pool.shutdownNow();
      assertThat(pool.awaitTermination(10, SECONDS)).isTrue();
    }
    assertThat(Stream.of(Door.values()).mapToLong(ERRORS::count).sum()).isZero();
  }

  private <P extends ExecutorService> P pool(P pool) {
    pools.add(pool);
    return pool;
  }

  /** Tasks of other tests' pools and of the JVM may be reported in between. */
  private static void assertTold(Future<?> task) throws InterruptedException {
    Reported reported = REPORTED.take();
    while (reported.task() != task) {
      reported = REPORTED.take();
    }
    assertThat(reported.isDone()).as("its result can be read").isTrue();
  }

  private static <T> Callable<T> failing() {
    return () -> {
      throw new IllegalStateException("x");
    };
  }

  @Test
  void taskThatReturns_tells() throws Exception {
    assertTold(pool(Executors.newSingleThreadExecutor()).submit(() -> "ok"));
  }

  @Test
  void taskThatThrows_tells() throws Exception {
    assertTold(pool(Executors.newSingleThreadExecutor()).submit(failing()));
  }

  @Test
  void taskThatIsCancelled_tells() throws Exception {
    FutureTask<String> task = new FutureTask<>(() -> "ok");
    task.cancel(true);

    assertTold(task);
  }

  @Test
  void scheduledTask_tells() throws Exception {
    ScheduledExecutorService pool = pool(Executors.newSingleThreadScheduledExecutor());

    assertTold(pool.schedule(() -> "ok", 1, MILLISECONDS));
  }

  @Test
  void scheduledTaskThatIsCancelled_tells() throws Exception {
    Future<?> task =
        pool(Executors.newSingleThreadScheduledExecutor())
            .scheduleAtFixedRate(() -> {}, 1, 1, HOURS);
    task.cancel(false);

    assertTold(task);
  }

  @Test
  void forkJoinTask_tells() throws Exception {
    assertTold(pool(new ForkJoinPool(1)).submit(() -> "ok"));
  }

  @Test
  void forkJoinTaskThatThrows_tells() throws Exception {
    assertTold(pool(new ForkJoinPool(1)).submit(failing()));
  }

  @Test
  void forkJoinTaskThatIsCancelled_tells() throws Exception {
    ForkJoinTask<String> task = ForkJoinTask.adapt(() -> "ok");
    task.cancel(false);

    assertTold(task);
  }

  @Test
  void forkJoinTaskThatIsGivenItsResult_tells() throws Exception {
    ForkJoinTask<String> task = ForkJoinTask.adapt(() -> "ok");
    task.complete("given");

    assertTold(task);
  }

  @Test
  void forkJoinTaskThatIsGivenAnException_tells() throws Exception {
    ForkJoinTask<String> task = ForkJoinTask.adapt(() -> "ok");
    task.completeExceptionally(new IllegalStateException("given"));

    assertTold(task);
  }

  @Test
  void switchedOff_tellsNothing_andSaysSo() throws Exception {
    switchedOn = false;
    propagation.reweave();
    REPORTED.clear();
    FutureTask<String> task = new FutureTask<>(() -> "ok");
    task.run();

    assertThat(propagation.getAsBoolean()).isFalse();
    assertThat(REPORTED).extracting(Reported::task).doesNotContain(task);

    switchedOn = true;
    propagation.reweave();
    assertThat(propagation.getAsBoolean()).isTrue();
  }
}
