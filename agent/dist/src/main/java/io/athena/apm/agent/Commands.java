package io.athena.apm.agent;

import io.athena.apm.command.AthenaCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The commands of {@code java -jar}. Created by name from the premain zone, as {@link Agent} is.
 */
public final class Commands implements ToIntFunction<String[]> {

  /** Called by name. */
  public Commands() {}

  /** Runs a command and returns the exit code. */
  @Override
  public int applyAsInt(String[] arguments) {
    return AthenaCommand.run(
        Version.get(),
        Instrumentations.names(),
        System.getProperties(),
        System.getenv(),
        writer(System.out, "stdout.encoding"),
        writer(System.err, "stderr.encoding"),
        List.of(new PricesCommand(System.getProperties(), System.getenv())),
        arguments);
  }

  /** The properties of the terminal's encoding came with JDK 18. A closed pipe is no error. */
  private static PrintWriter writer(PrintStream stream, String encoding) {
    String charset = System.getProperty(encoding, System.getProperty("sun.jnu.encoding", "UTF-8"));
    return new PrintWriter(new OutputStreamWriter(stream, Charset.forName(charset)), true);
  }
}
