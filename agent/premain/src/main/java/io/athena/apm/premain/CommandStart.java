package io.athena.apm.premain;

import java.io.File;
import java.util.function.ToIntFunction;

/** Runs the engine's commands without an application: {@code java -jar athena-apm-agent.jar}. */
final class CommandStart {

  private static final String COMMANDS = "io.athena.apm.agent.Commands";

  private CommandStart() {}

  /** Creates the commands by name, as {@link EngineStart} does. Returns the exit code. */
  @SuppressWarnings("unchecked")
  static int run(File jar, String... arguments) throws Exception {
    ClassLoader engine = new EngineLoader(jar, CommandStart.class.getClassLoader());
    ToIntFunction<String[]> commands =
        (ToIntFunction<String[]>)
            Class.forName(COMMANDS, true, engine)
                .asSubclass(ToIntFunction.class)
                .getDeclaredConstructor()
                .newInstance();
    return commands.applyAsInt(arguments);
  }
}
