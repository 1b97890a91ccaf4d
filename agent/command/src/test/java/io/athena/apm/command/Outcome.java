package io.athena.apm.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The output of a command, and its exit code. */
record Outcome(int code, String out, String err) {

  static Outcome of(String... arguments) {
    return of(Map.of(), arguments);
  }

  static Outcome of(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        AthenaCommand.run(
            "1.2.3",
            List.of("caffeine"),
            new Properties(),
            environment,
            new PrintWriter(out),
            new PrintWriter(err),
            List.of(),
            arguments);
    return new Outcome(code, lines(out), lines(err));
  }

  private static String lines(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
