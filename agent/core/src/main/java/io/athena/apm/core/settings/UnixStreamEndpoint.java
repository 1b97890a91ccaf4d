package io.athena.apm.core.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A Unix stream socket, by the absolute path of its file. */
public record UnixStreamEndpoint(String path) implements Endpoint {

  /** Refuses a path that is not absolute with an {@link IllegalArgumentException}. */
  public UnixStreamEndpoint {
    if (!isAbsolute(path)) {
      throw new IllegalArgumentException("this is not an absolute path");
    }
  }

  private static boolean isAbsolute(String path) {
    try {
      return path.indexOf('?') < 0 && Path.of(path).isAbsolute();
    } catch (InvalidPathException never) {
      return false;
    }
  }

  /** {@code unixstream:///var/run/datadog/dsd.socket}. */
  @Override
  public String toString() {
    return "unixstream://" + path;
  }
}
