package io.athena.apm.agent;

import io.athena.apm.command.AthenaCommand;
import java.io.PrintWriter;
import java.util.function.ToIntFunction;

/** The jar started by itself. Made by name from the premain zone, as {@link Agent} is. */
public final class Commands implements ToIntFunction<String[]> {

  /** Called by name. */
  public Commands() {}

  /** Runs a command; gives the code to exit with. */
  @Override
  public int applyAsInt(String[] arguments) {
    return AthenaCommand.run(
        Version.get(),
        Instrumentations.names(),
        System.getProperties(),
        System.getenv(),
        new PrintWriter(System.out),
        new PrintWriter(System.err, true),
        arguments);
  }
}
