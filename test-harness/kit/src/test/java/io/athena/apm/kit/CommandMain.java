package io.athena.apm.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.athena.apm.command.AthenaCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Runs a command of the agent's jar without the jar. */
public final class CommandMain {

  private CommandMain() {}

  public static void main(String[] arguments) {
    System.exit(
        AthenaCommand.run(
            "1",
            List.of(),
            System.getProperties(),
            Map.of(),
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8),
            List.of(),
            arguments));
  }
}
