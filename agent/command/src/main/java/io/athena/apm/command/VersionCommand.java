package io.athena.apm.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the versions that a bug report should name. */
@Command(
    name = "version",
    description = "Prints the versions of the agent, of Java and of Byte Buddy.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {

  private final String version;

  @Spec private CommandSpec spec;

  VersionCommand(String version) {
    this.version = version;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (String line : getVersion()) {
      out.println(line);
    }
    return 0;
  }

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "Athena APM agent " + version,
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
      "Byte Buddy " + byteBuddy()
    };
  }

  /** Reads a file of the build: libraries in the engine's archive have no manifest. */
  private static String byteBuddy() throws IOException {
    Properties libraries = new Properties();
    try (InputStream in =
        VersionCommand.class
            .getClassLoader()
            .getResourceAsStream("io/athena/apm/command/libraries.properties")) {
      libraries.load(in);
    }
    return libraries.getProperty("byte-buddy");
  }
}
