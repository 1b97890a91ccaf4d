package io.athena.apm.command;

import io.athena.apm.command.check.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line that is written over, on a terminal only, and only for who has waited a second. */
final class TerminalProgress implements Progress {

  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final int STEP = 100;
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private final PrintWriter err;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private boolean shown;

  TerminalProgress(PrintWriter err) {
    this.err = err;
    this.terminal = isTerminal();
  }

  @Override
  public void at(int done, int all) {
    if (terminal && done % STEP == 0 && System.nanoTime() - start > PATIENCE_NANOS) {
      shown = true;
      write("\r" + done + " of " + all + " classes");
    }
  }

  @Override
  public void end() {
    if (shown) {
      write("\r" + " ".repeat(40) + "\r");
    }
  }

  private void write(String text) {
    err.print(text);
    err.flush();
  }

  /** The JDK tells of no single stream; where the system does not either, there is no progress. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
