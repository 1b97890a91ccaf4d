package io.athena.apm.command.check;

/** Receives the progress of a check. */
public interface Progress {

  /** Called before each class. */
  void at(int done, int all);

  /** Called after the last class. */
  void end();
}
