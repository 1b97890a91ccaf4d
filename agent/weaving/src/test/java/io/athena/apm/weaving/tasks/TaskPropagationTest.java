package io.athena.apm.weaving.tasks;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.ModuleOpener;
import io.athena.apm.weaving.WeavingTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.stream.IntStream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One JVM has one bridge; all tests share it. */
class TaskPropagationTest {

  private static final Registry REGISTRY =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, problem -> {});
  private static final AgentErrors ERRORS = new AgentErrors(REGISTRY, new AgentLog());
  private static final Spans SPANS = new Spans(1);
  private static final Instrumentation JVM = ByteBuddyAgent.install();
  private static boolean switchedOn = true;
  private static TaskPropagation propagation;
  private static WeavingTransformer weaving;

  private final List<ExecutorService> pools = new ArrayList<>();

  @BeforeAll
  static void prepare() {
    ModuleOpener.use(JVM);
    propagation = new TaskPropagation(SPANS, completed -> {}, JVM, name -> switchedOn, ERRORS);
    weaving = new WeavingTransformer(propagation, ERRORS);
    JVM.addTransformer(weaving, true);
    SPANS.beforeFirst(propagation);
  }

  @AfterAll
  static void takeOut() {
    switchedOn = false;
    propagation.reweave();
    JVM.removeTransformer(weaving);
  }

  @AfterEach
  void noErrorIsCounted() throws Exception {
    for (ExecutorService pool : pools) {
      pool.shutdownNow();
      assertThat(pool.awaitTermination(10, SECONDS)).isTrue();
    }
    assertThat(SPANS.current()).isNull();
    assertThat(
            REGISTRY.snapshot().samples().stream()
                .filter(sample -> sample.series().metric().name().equals("athena.agent.error"))
                .map(Sample.Count.class::cast)
                .mapToLong(Sample.Count::total)
                .sum())
        .isZero();
  }

  private <P extends ExecutorService> P pool(P pool) {
    pools.add(pool);
    return pool;
  }

  private static <T> T inSpan(Callable<T> action) throws Exception {
    SpanContext span = SPANS.begin("span", 1);
    try {
      return action.call();
    } finally {
      SPANS.leave(span);
      SPANS.end(span);
    }
  }

  private static SpanContext here() {
    return SPANS.current();
  }

  @Test
  void submittedTask_isInTheSpanOfItsSubmitter() throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor());

    assertThat(inSpan(() -> pool.submit(TaskPropagationTest::here).get() == here())).isTrue();
  }

  @Test
  void executedTask_isInTheSpan_andItsThreadIsNotAfterwards() throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor());
    CompletableFuture<SpanContext> seen = new CompletableFuture<>();

    boolean same =
        inSpan(
            () -> {
              pool.execute(() -> seen.complete(here()));
              return seen.get() == here();
            });

    assertThat(same).isTrue();
    assertThat(pool.submit(TaskPropagationTest::here).get()).isNull();
  }

  @Test
  void taskThatRunsAfterTheSpan_stillBelongsToIt() throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor());
    CountDownLatch over = new CountDownLatch(1);
    SpanContext span = SPANS.begin("span", 1);
    Future<SpanContext> seen =
        pool.submit(
            () -> {
              over.await();
              return here();
            });
    SPANS.leave(span);
    SPANS.end(span);
    over.countDown();

    assertThat(seen.get()).isSameAs(span);
  }

  @Test
  void taskOfTask_isInTheSpan() throws Exception {
    ExecutorService pool = pool(Executors.newFixedThreadPool(2));

    assertThat(
            inSpan(
                () ->
                    pool.submit(() -> pool.submit(TaskPropagationTest::here).get()).get()
                        == here()))
        .isTrue();
  }

  @Test
  void taskThatThrows_leavesNothingOnItsThread() throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor(TaskPropagationTest::quiet));
    CountDownLatch thrown = new CountDownLatch(1);
    inSpan(
        () -> {
          pool.execute(
              () -> {
                thrown.countDown();
                throw new IllegalStateException();
              });
          return null;
        });
    thrown.await();

    assertThat(pool.submit(TaskPropagationTest::here).get()).isNull();
  }

  @Test
  void spanThatTaskForgot_isNotThatOfTheNext() throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor());
    pool.submit(() -> SPANS.begin("forgotten", 1)).get();

    assertThat(pool.submit(TaskPropagationTest::here).get()).isNull();
  }

  @Test
  void scheduledTask_isInTheSpan() throws Exception {
    ScheduledExecutorService pool = pool(Executors.newSingleThreadScheduledExecutor());

    assertThat(
            inSpan(() -> pool.schedule(TaskPropagationTest::here, 1, MILLISECONDS).get() == here()))
        .isTrue();
  }

  @Test
  void oneObjectForTwoSpans_isInNeither() throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor());
    CountDownLatch bothWait = new CountDownLatch(1);
    pool.execute(() -> await(bothWait));
    List<SpanContext> seen = new ArrayList<>();
    Runnable task = () -> seen.add(here());
    for (int i = 0; i < 2; i++) {
      inSpan(
          () -> {
            pool.execute(task);
            return null;
          });
    }
    bothWait.countDown();
    pool.submit(() -> {}).get();

    assertThat(seen).containsExactly(null, null);
  }

  @Test
  void taskInTheQueue_isTheOneThatWasHandedOver() throws Exception {
    var pool = (java.util.concurrent.ThreadPoolExecutor) pool(Executors.newFixedThreadPool(1));
    CountDownLatch end = new CountDownLatch(1);
    pool.execute(() -> await(end));
    Runnable task = () -> {};
    inSpan(
        () -> {
          pool.execute(task);
          return null;
        });

    assertThat(pool.getQueue()).containsExactly(task);
    assertThat(pool.remove(task)).isTrue();
    end.countDown();
  }

  @Test
  void forkJoinPool_runsTasksInTheSpan() throws Exception {
    ForkJoinPool pool = pool(new ForkJoinPool(2));

    assertThat(inSpan(() -> pool.submit(TaskPropagationTest::here).get() == here())).isTrue();
    assertThat(pool.submit(TaskPropagationTest::here).get()).isNull();
  }

  @Test
  void forkedTasks_areInTheSpan() throws Exception {
    ForkJoinPool pool = pool(new ForkJoinPool(3));

    assertThat(inSpan(() -> pool.invoke(new Split(here(), 6)))).isEqualTo(64);
  }

  @Test
  void parallelStream_isInTheSpan() throws Exception {
    long inside =
        inSpan(
            () -> {
              SpanContext span = here();
              return IntStream.range(0, 10_000).parallel().filter(i -> here() == span).count();
            });

    assertThat(inside).isEqualTo(10_000);
  }

  @Test
  void completableFuture_isInTheSpan_onEveryThread() throws Exception {
    ExecutorService pool = pool(Executors.newFixedThreadPool(2));

    List<Boolean> same =
        inSpan(
            () -> {
              SpanContext span = here();
              List<Boolean> seen = java.util.Collections.synchronizedList(new ArrayList<>());
              CompletableFuture.runAsync(() -> seen.add(here() == span))
                  .thenRunAsync(() -> seen.add(here() == span), pool)
                  .thenRun(() -> seen.add(here() == span))
                  .thenCombineAsync(
                      CompletableFuture.supplyAsync(() -> seen.add(here() == span), pool),
                      (one, other) -> seen.add(here() == span))
                  .get();
              return seen;
            });

    assertThat(same).hasSize(5).containsOnly(true);
  }

  @Test
  void callback_isInTheSpanInWhichItWasAdded_notOfTheThreadThatCompletes() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<SpanContext> outside = answer.thenApply(text -> here());
    SpanContext span = SPANS.begin("span", 1);
    CompletableFuture<SpanContext> inside = answer.thenApply(text -> here());
    SPANS.leave(span);
    inSpan(() -> answer.complete("text"));

    assertThat(inside.get()).isSameAs(span);
    assertThat(outside.get()).isNull();
  }

  @Test
  void asynchronousFuture_isInTheSpan_whateverRunsIt() throws Exception {
    boolean same =
        inSpan(
            () -> {
              SpanContext span = here();
              var task =
                  CompletableFuture.supplyAsync(
                      () -> here() == span, run -> new Thread(run).start());
              return task.get();
            });

    assertThat(same).isTrue();
  }

  @Test
  void asynchronousCallback_isInTheSpanInWhichItWasAdded_notOfTheThreadThatCompletes()
      throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor());
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<SpanContext> outside = answer.thenApplyAsync(text -> here(), pool);
    SpanContext span = SPANS.begin("span", 1);
    CompletableFuture<SpanContext> inside = answer.thenApplyAsync(text -> here(), pool);
    SPANS.leave(span);
    inSpan(() -> answer.complete("text"));

    assertThat(inside.get()).isSameAs(span);
    assertThat(outside.get()).isNull();
  }

  /** Weak references, too, would make the next collection long if a million of them were kept. */
  @Test
  void callbackThatIsDone_isForgotten() throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor());
    inSpan(() -> null);
    int before = propagation.waiting();
    List<CompletableFuture<?>> alive = new ArrayList<>();
    inSpan(
        () -> {
          for (int i = 0; i < 1_000; i++) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            alive.add(answer.thenApply(text -> text));
            alive.add(answer.thenApplyAsync(text -> text, pool));
            answer.complete("text");
          }
          return CompletableFuture.allOf(alive.toArray(new CompletableFuture<?>[0])).get();
        });
    pool.submit(() -> {}).get();

    // The completions of allOf, which adds two for each pair.
    assertThat(propagation.waiting() - before).isLessThan(alive.size());
  }

  @Test
  void oneObjectForSpanAndForNone_isInNone() throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor());
    CountDownLatch bothWait = new CountDownLatch(1);
    pool.execute(() -> await(bothWait));
    List<SpanContext> seen = new ArrayList<>();
    Runnable task = () -> seen.add(here());
    inSpan(
        () -> {
          pool.execute(task);
          return null;
        });
    pool.execute(task);
    bothWait.countDown();
    pool.submit(() -> {}).get();

    assertThat(seen).containsExactly(null, null);
  }

  /** One worker has two tasks in its queue; it runs the other while it waits for the first. */
  @Test
  void taskThatWaitingThreadRuns_isNotInItsSpan() throws Exception {
    ForkJoinPool pool = pool(new ForkJoinPool(1));
    List<SpanContext> seen = new ArrayList<>();

    pool.submit(
            () -> {
              CompletableFuture<Void> other =
                  CompletableFuture.runAsync(() -> seen.add(here()), pool);
              inSpan(() -> other.get());
              ForkJoinTask<?> second = ForkJoinTask.adapt(() -> seen.add(here())).fork();
              inSpan(
                  () -> {
                    ForkJoinTask.helpQuiesce();
                    return second.join();
                  });
              return null;
            })
        .get();

    assertThat(seen).containsExactly(null, null);
  }

  @Test
  void taskThatIsInvoked_isInTheSpanOfItsThread() throws Exception {
    ForkJoinPool pool = pool(new ForkJoinPool(1));
    List<SpanContext> seen = new ArrayList<>();
    ForkJoinTask<?> task = ForkJoinTask.adapt(() -> seen.add(here()));

    SpanContext span =
        pool.submit(
                () ->
                    inSpan(
                        () -> {
                          task.invoke();
                          return here();
                        }))
            .get();

    assertThat(seen).containsExactly(span);
  }

  @Test
  void rejectedTask_thatItsCallerRuns_isInTheSpan() throws Exception {
    var pool =
        pool(
            new ThreadPoolExecutor(
                1, 1, 0, SECONDS, new SynchronousQueue<>(), new CallerRunsPolicy()));
    CountDownLatch end = new CountDownLatch(1);
    List<SpanContext> seen = new ArrayList<>();
    pool.execute(() -> await(end));

    SpanContext span =
        inSpan(
            () -> {
              pool.execute(() -> seen.add(here()));
              return here();
            });
    end.countDown();

    assertThat(seen).containsExactly(span);
  }

  @Test
  void poolThatDoesNotCallTheJdksHooks_runsTasksInTheirSpans() throws Exception {
    inSpan(() -> null);
    var pool = pool(new Silent());
    boolean same = inSpan(() -> pool.submit(TaskPropagationTest::here).get() == here());

    assertThat(same).isTrue();
    assertThat(pool.submit(TaskPropagationTest::here).get()).isNull();
  }

  @Test
  void taskThatRepeats_isInTheSpanOnce() throws Exception {
    ScheduledExecutorService pool = pool(Executors.newSingleThreadScheduledExecutor());
    List<SpanContext> seen = new CopyOnWriteArrayList<>();
    List<Future<?>> repeating = new ArrayList<>();
    CountDownLatch twice = new CountDownLatch(2);
    SpanContext span =
        inSpan(
            () -> {
              repeating.add(
                  pool.scheduleWithFixedDelay(
                      () -> {
                        seen.add(here());
                        twice.countDown();
                      },
                      0,
                      1,
                      MILLISECONDS));
              return here();
            });
    twice.await();

    assertThat(repeating.get(0).cancel(false)).isTrue();
    assertThat(seen.get(0)).isSameAs(span);
    assertThat(seen.get(1)).isNull();
  }

  @Test
  void switchedOff_weavesNothing() throws Exception {
    ExecutorService pool = pool(Executors.newSingleThreadExecutor());
    inSpan(() -> null);
    switchedOn = false;
    propagation.reweave();

    assertThat(inSpan(() -> pool.submit(TaskPropagationTest::here).get())).isNull();

    switchedOn = true;
    propagation.reweave();
    assertThat(inSpan(() -> pool.submit(TaskPropagationTest::here).get() == here())).isTrue();
  }

  /** A pool that overrides {@code beforeExecute} without calling the JDK's. */
  private static final class Silent extends ThreadPoolExecutor {

    Silent() {
      super(1, 1, 0, SECONDS, new LinkedBlockingQueue<>());
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {}

    @Override
    protected void afterExecute(Runnable task, Throwable problem) {}
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread quiet(Runnable run) {
    Thread thread = new Thread(run);
    thread.setUncaughtExceptionHandler((itself, expected) -> {});
    return thread;
  }

  /** Counts the leaves of a tree that run in a span. */
  private static final class Split extends RecursiveTask<Integer> {

    private static final long serialVersionUID = 1;
    private final transient SpanContext span;
    private final int depth;

    Split(SpanContext span, int depth) {
      this.span = span;
      this.depth = depth;
    }

    @Override
    protected Integer compute() {
      if (depth == 0) {
        return here() == span ? 1 : 0;
      }
      Split left = new Split(span, depth - 1);
      Split right = new Split(span, depth - 1);
      left.fork();
      return right.compute() + left.join();
    }
  }
}
