package io.athena.apm.command.check;

/** Is told how far a check has come. */
public interface Progress {

  /** Before the next of all classes. */
  void at(int done, int all);

  /** When there are no more. */
  void end();
}
