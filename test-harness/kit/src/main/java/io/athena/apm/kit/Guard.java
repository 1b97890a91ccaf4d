package io.athena.apm.kit;

import java.util.ArrayList;
import java.util.List;

/** Runs a program that is killed when the JVM of the test ends, even if that was killed. */
/*
 * Standard input of the shell ends with the JVM. The cat waits for that beside the program, for
 * which the shell waits; whoever closes the process in good order kills all of them.
 */
final class Guard {

  private static final String SCRIPT =
      "exec 3<&0; \"$@\" </dev/null & server=$!; { cat <&3 >/dev/null; kill -9 $server; } & wait $server";

  private Guard() {}

  /** Starts the program under guard. */
  static LoggedProcess start(String... program) {
    var command =
        new ArrayList<>(List.of(Requirement.program("sh").toString(), "-c", SCRIPT, "guard"));
    command.addAll(List.of(program));
    return LoggedProcess.start(new ProcessBuilder(command));
  }
}
