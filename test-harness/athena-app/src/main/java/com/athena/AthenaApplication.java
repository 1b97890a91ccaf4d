package com.athena;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The sample service as a program. */
public final class AthenaApplication {

  private static final String USAGE =
      """
      Usage: java -jar athena-app.jar

      Analyzes files over HTTP on 127.0.0.1:
        POST /analyze?name=FILE   the body is the file
        GET  /health              states of the circuit breakers
        GET  /statistics          what the service counted

      Settings, as system property or (ATHENA_PORT and so on) in the environment:
        athena.port           port to listen on, 0 for any free one (8080)
        athena.models         models in order of preference, with commas between them
        athena.stub.latency   milliseconds that a stub model takes, 40 or 20-80 (60-250)
        athena.stub.failures  which requests the stub fails: bursts, none or all (bursts)
        athena.breaker.reset  milliseconds that a circuit breaker stays open (2000)
        athena.cache.ttl      milliseconds that an analysis is kept (5000)

      In the environment only:
        OPENAI_BASE_URL       a real OpenAI API; without it, a stub is started
        OPENAI_API_KEY        the key to it""";

  private AthenaApplication() {}

  /** Starts the service; it runs until the process is told to end. */
  public static void main(String[] arguments) {
    int status = run(List.of(arguments), System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains("--help")) {
      out.println(USAGE);
      return 0;
    }
    if (!arguments.isEmpty()) {
      return fail(err, "unknown argument \"" + arguments.get(0) + "\", see --help");
    }
    try {
      serve(new SettingsReader(System::getProperty, System::getenv).read(), out);
      return 0;
    } catch (InvalidSettingException | IOException e) {
      return fail(err, e.getMessage());
    }
  }

  private static void serve(Settings settings, PrintStream out) throws IOException {
    AthenaService service = AthenaService.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "athena-shutdown"));
    out.println(
        "athena-app listening on http://127.0.0.1:"
            + service.port()
            + " (models: "
            + String.join(", ", settings.models())
            + ")");
  }

  private static int fail(PrintStream err, String message) {
    err.println("athena-app: " + message);
    return 1;
  }
}
