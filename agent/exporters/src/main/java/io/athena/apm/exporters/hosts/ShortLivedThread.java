package io.athena.apm.exporters.hosts;

import java.util.concurrent.Executor;

/** Runs each task on a daemon thread that ends with it. */
final class ShortLivedThread implements Executor {

  private final String name;

  /** Threads of one name. */
  ShortLivedThread(String name) {
    this.name = name;
  }

  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }
}
