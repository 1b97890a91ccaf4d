package io.athena.apm.kit;

import java.nio.file.Path;
import java.util.List;

/** Keeps every line that reaches a Unix socket for streams, as {@link UdpListener} does for UDP. */
public final class UnixStreamListener implements AutoCloseable {

  private final LineLog lines = new LineLog();
  private final UnixStreamReceiver receiver;

  private UnixStreamListener(Path path) {
    receiver = UnixStreamReceiver.start(path, lines::add);
  }

  /** Listens at this path. */
  public static UnixStreamListener start(Path path) {
    return new UnixStreamListener(path);
  }

  /** The lines so far. */
  public List<String> lines() {
    return lines.lines();
  }

  /** Reads what closed connections have written, and stops listening. */
  @Override
  public void close() {
    receiver.close();
    lines.end();
  }
}
