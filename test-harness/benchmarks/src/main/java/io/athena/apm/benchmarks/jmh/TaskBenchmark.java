package io.athena.apm.benchmarks.jmh;

import com.acme.Scanner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures tasks of the JDK outside of any span. The script runs it with and without the agent. A
 * rule measures a method that the set-up calls, so the agent has woven the JDK's executors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TaskBenchmark {

  private static final int DEPTH = 10;
  private static final int TASKS = (2 << DEPTH) - 1;

  private final ForkJoinPool pool = new ForkJoinPool(1);
  private final List<FutureTask<String>> pending = new ArrayList<>();

  /** How many futures are pending during the measurement. */
  @Param({"0", "1"})
  private int waiting;

  /** Causes the executors to be woven, and creates the pending futures. */
  @Setup
  public void prepare() {
    var scanner = new Scanner();
    scanner.later().run();
    for (int i = 0; i < waiting; i++) {
      pending.add(scanner.later());
    }
  }

  /** Runs two thousand tasks that fork and join others; one operation is one task. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public int forkJoinTask() {
    return pool.invoke(new Tree(DEPTH));
  }

  /** Creates a future and runs it. */
  @Benchmark
  public FutureTask<String> futureTask() {
    var task = new FutureTask<>(TaskBenchmark::answer);
    task.run();
    return task;
  }

  private static String answer() {
    return "answer";
  }

  private static final class Tree extends RecursiveTask<Integer> {

    private static final long serialVersionUID = 1;
    private final int depth;

    Tree(int depth) {
      this.depth = depth;
    }

    @Override
    protected Integer compute() {
      if (depth == 0) {
        return 1;
      }
      var left = new Tree(depth - 1);
      left.fork();
      return new Tree(depth - 1).invoke() + left.join();
    }
  }
}
