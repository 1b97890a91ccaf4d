package io.athena.apm.core.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A Unix socket of a file, for streams.
 *
 * @param path absolute
 */
public record UnixStreamEndpoint(String path) implements Endpoint {

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException where it is no absolute path
   */
  public UnixStreamEndpoint {
    if (!isAbsolute(path)) {
      throw new IllegalArgumentException("the path is not absolute, or no path");
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
