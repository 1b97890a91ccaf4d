package io.athena.apm.metrics;

/**
 * A poller that reads objects of the application. Paused while the kill switch is on. Called on the
 * athena-apm thread.
 */
public interface ApplicationPoller extends Runnable {

  /** Stops: {@link #run} reads nothing until {@link #resume}, and earlier values are removed. */
  void pause();

  /** Goes on from the current state: changes since {@link #pause} are not measured. */
  void resume();
}
