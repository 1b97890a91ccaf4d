package io.athena.apm.core.metrics;

/**
 * A poller that reads objects of the application. It rests while the kill switch is on. Called on
 * the athena-apm thread.
 */
public interface ApplicationPoller extends Runnable {

  /** Reads nothing more, {@link #run} neither, and says no value of before. */
  void pause();

  /** Goes on from how things are now: what happened meanwhile is not measured. */
  void resume();
}
