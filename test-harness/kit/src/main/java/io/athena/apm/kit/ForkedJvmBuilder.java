package io.athena.apm.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Builds a JVM: needs one of {@link #classPath}, {@link #jar}, {@link #module} and {@link #tool}.
 *
 * <p>The JVM inherits the environment of the test, except variables that change a JVM or configure
 * an agent. Not thread-safe.
 */
public final class ForkedJvmBuilder {

  private static final Pattern FOREIGN =
      Pattern.compile(
          "JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|CLASSPATH|(APM|DD|DATADOG|OTEL)_.*");

  private Jdk jdk = Jdk.running();
  private final List<String> starter = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private String executable = "java";
  private List<String> launch = List.of();
  private Path directory = Path.of("");

  ForkedJvmBuilder() {}

  /** The JDK whose {@code java} is started. */
  public ForkedJvmBuilder jdk(Jdk chosen) {
    jdk = chosen;
    return this;
  }

  /** Starts it by another command, whose last arguments are the command line of the JVM. */
  public ForkedJvmBuilder startedBy(List<String> command) {
    starter.addAll(command);
    return this;
  }

  /** Adds {@code -javaagent:jar}. */
  public ForkedJvmBuilder agent(Path jar) {
    return options("-javaagent:" + jar.toAbsolutePath());
  }

  /** Adds {@code -javaagent:jar=arguments}. */
  public ForkedJvmBuilder agent(Path jar, String arguments) {
    return options("-javaagent:" + jar.toAbsolutePath() + "=" + arguments);
  }

  /** Adds options of the JVM, such as {@code -Xmx64m}, in this order. */
  public ForkedJvmBuilder options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Adds {@code -Dname=value}. */
  public ForkedJvmBuilder property(String name, String value) {
    return options("-D" + name + "=" + value);
  }

  /** Sets an environment variable, also one that is not inherited. */
  public ForkedJvmBuilder environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The working directory; by default that of the test. */
  public ForkedJvmBuilder directory(Path chosen) {
    directory = chosen;
    return this;
  }

  /** Launches {@code -cp classPath mainClass arguments}. */
  public ForkedJvmBuilder classPath(String classPath, String mainClass, String... arguments) {
    launch = launch(List.of("-cp", classPath, mainClass), arguments);
    return this;
  }

  /** Launches {@code -jar jar arguments}. */
  public ForkedJvmBuilder jar(Path jar, String... arguments) {
    launch = launch(List.of("-jar", jar.toAbsolutePath().toString()), arguments);
    return this;
  }

  /** Launches {@code -p modulePath -m module arguments}; the module is {@code name[/class]}. */
  public ForkedJvmBuilder module(String modulePath, String module, String... arguments) {
    launch = launch(List.of("-p", modulePath, "-m", module), arguments);
    return this;
  }

  /** Launches a tool of the JDK, such as {@code javac}, or {@code java} with any arguments. */
  public ForkedJvmBuilder tool(String name, String... arguments) {
    executable = name;
    launch = List.of(arguments);
    return this;
  }

  private static List<String> launch(List<String> form, String... arguments) {
    var words = new ArrayList<>(form);
    words.addAll(List.of(arguments));
    return words;
  }

  /**
   * Starts the JVM and the threads that read its output. Returns at once.
   *
   * @throws IllegalStateException when nothing to launch was given
   * @throws java.io.UncheckedIOException when the process cannot be started
   */
  public ForkedJvm start() {
    if (launch.isEmpty()) {
      throw new IllegalStateException("one of classPath, jar, module and tool is needed");
    }
    var process = new ProcessBuilder(command()).directory(directory.toAbsolutePath().toFile());
    process.environment().keySet().removeIf(name -> FOREIGN.matcher(name).matches());
    process.environment().putAll(environment);
    return new ForkedJvm(LoggedProcess.start(process));
  }

  private List<String> command() {
    var command = new ArrayList<>(starter);
    command.add(jdk.java().resolveSibling(executable).toString());
    command.addAll(options);
    command.addAll(launch);
    return command;
  }
}
