package com.athena;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, the same JDK that runs the test. */
final class RunningProgram implements AutoCloseable {

  private final Process process;
  private final BufferedReader standardOutput;
  private final Path standardError;

  private RunningProgram(Process process, Path standardError) {
    this.process = process;
    this.standardOutput =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.standardError = standardError;
  }

  /** Starts it; its standard error goes to a file in the directory. */
  static RunningProgram start(Path directory, List<String> options, String... arguments)
      throws IOException {
    Path standardError = directory.resolve("stderr.txt");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    Collections.addAll(command, "-cp", System.getProperty("java.class.path"));
    command.add(AthenaApplication.class.getName());
    Collections.addAll(command, arguments);
    Process process = new ProcessBuilder(command).redirectError(standardError.toFile()).start();
    return new RunningProgram(process, standardError);
  }

  /** The next line on standard output, null at its end. */
  String nextLine() throws IOException {
    return standardOutput.readLine();
  }

  String standardError() throws IOException {
    return readString(standardError);
  }

  /**
   * Sends SIGTERM. Through the handle, because {@code Process.destroy} closes the pipes as well.
   */
  void terminate() {
    process.toHandle().destroy();
  }

  int exitStatus() throws InterruptedException {
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
