package io.athena.apm.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures several starts round by round, so that what slows the machine for a while slows all of
 * them. Every second round goes backwards: none always follows the same one.
 */
final class Rounds {

  /** Measures one start once. */
  interface Step {

    void measure(Start start) throws IOException, InterruptedException;
  }

  private final List<Start> starts;

  Rounds(List<Start> starts) {
    this.starts = starts;
  }

  /** One round, of which only the name is different. */
  void once(String name, Step step) throws IOException, InterruptedException {
    run(name, starts, step);
  }

  void repeat(int rounds, Step step) throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      run("round " + (round + 1) + " of " + rounds, order(round), step);
    }
  }

  List<Start> order(int round) {
    var order = new ArrayList<>(starts);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }

  private static void run(String name, List<Start> order, Step step)
      throws IOException, InterruptedException {
    System.out.print(name);
    for (Start start : order) {
      step.measure(start);
      System.out.print(".");
    }
    System.out.println(" " + Machine.loadText());
  }
}
