package com.acme;

/**
 * Fills the heap before the first call of a measured method, calls the method while the heap is
 * full, and again when it is free. Prints how many calls threw an error.
 */
public final class FullHeapMain {

  private static final int CALLS_WHILE_FULL = 50;
  private static final int CALLS_AFTER = 1_000;
  private static final int SMALLEST_ARRAY = 16;

  private FullHeapMain() {}

  private static Object take(Object order) {
    return order;
  }

  /**
   * Runs the program.
   *
   * @param arguments the milliseconds before the heap is filled, and those for which it stays full
   */
  public static void main(String[] arguments) throws InterruptedException {
    Thread.sleep(Long.parseLong(arguments[0]));
    Object order = new Object();
    Object[] chain = fill();
    int errors = 0;
    for (int i = 0; i < CALLS_WHILE_FULL; i++) {
      try {
        take(order);
      } catch (Throwable error) {
        errors++;
      }
    }
    Thread.sleep(Long.parseLong(arguments[1]));
    chain[0] = null;
    for (int i = 0; i < CALLS_AFTER; i++) {
      take(order);
    }
    System.out.println("errors: " + errors);
  }

  private static Object[] fill() {
    Object[] head = new Object[1];
    Object[] last = null;
    for (int size = 1 << 20; size >= SMALLEST_ARRAY; ) {
      try {
        Object[] next = new Object[size];
        next[0] = last;
        last = next;
        head[0] = next;
      } catch (OutOfMemoryError full) {
        size >>= 1;
      }
    }
    return head;
  }
}
