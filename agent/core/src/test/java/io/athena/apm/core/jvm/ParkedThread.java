package io.athena.apm.core.jvm;

import java.util.concurrent.locks.LockSupport;

/** A thread that stays in one method until it is closed. */
final class ParkedThread implements AutoCloseable {

  private final Thread thread;
  private volatile boolean closed;

  private ParkedThread(boolean ofTheApplication) {
    // The bottom of a plain thread's stack is java.lang.Thread.run, of the JDK as the launcher is;
    // that of a thread with a run() of its own is here, as main is.
    thread = ofTheApplication ? new ApplicationThread() : new Thread(this::park);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  /** At the bottom of its stack there is code of the JDK. */
  static ParkedThread inTheJdk() {
    return new ParkedThread(false);
  }

  /** At the bottom of its stack there is code of the application. */
  static ParkedThread inTheApplication() {
    return new ParkedThread(true);
  }

  Thread thread() {
    return thread;
  }

  private void park() {
    while (!closed) {
      LockSupport.park(this);
    }
  }

  @Override
  public void close() {
    end();
  }

  void end() {
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    try {
      thread.join();
    } catch (InterruptedException stop) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class ApplicationThread extends Thread {

    @Override
    public void run() {
      park();
    }
  }
}
