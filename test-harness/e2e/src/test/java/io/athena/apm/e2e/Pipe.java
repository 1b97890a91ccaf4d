package io.athena.apm.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A named pipe, by which a test pauses a program: a read waits until the test writes. */
record Pipe(Path path) {

  /** The capacity of a pipe on Linux in bytes; a further byte waits for a reader. */
  static final int BYTES = 1 << 16;

  private static final int LIMIT_SECONDS = 20;

  static Pipe in(Path directory, String name) {
    var mkfifo = Requirement.program("mkfifo").toString();
    var path = directory.resolve(name);
    try {
      var process = new ProcessBuilder(mkfifo, path.toString()).inheritIO().start();
      assertThat(process.onExit().orTimeout(LIMIT_SECONDS, SECONDS).join().exitValue()).isZero();
      return new Pipe(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends this text to the reader; waits for a reader. */
  void write(String text) {
    CompletableFuture.runAsync(() -> writeNow(text)).orTimeout(LIMIT_SECONDS, SECONDS).join();
  }

  private void writeNow(String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
