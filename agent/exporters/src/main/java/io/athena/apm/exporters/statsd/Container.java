package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the container of this process, as Datadog's Agent names it: by {@code /proc/self/cgroup},
 * or by the inode of the control group if a namespace hides the path in that file.
 */
public final class Container {

  private static final int ID_LENGTH = 64;
  private static final long LARGEST_INODE_OF_A_HOST = 2;

  private final Path groups;
  private final Path mount;

  /** Reads the files of this process. */
  public Container() {
    this(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));
  }

  /** Reads other files, for tests. */
  Container(Path groups, Path mount) {
    this.groups = groups;
    this.mount = mount;
  }

  /** {@code ci-<id>} or {@code in-<inode>}; empty outside of containers and of Linux. */
  String id() {
    try {
      return id(Files.readAllLines(groups));
    } catch (IOException | RuntimeException unknown) {
      return "";
    }
  }

  private String id(List<String> lines) throws IOException {
    boolean hidden = false;
    for (String line : lines) {
      String id = hexadecimal(line);
      if (!id.isEmpty()) {
        return "ci-" + id;
      }
      hidden |= line.endsWith(":/");
    }
    if (!hidden || lines.size() != 1) {
      return "";
    }
    long inode = (Long) Files.getAttribute(mount, "unix:ino");
    return inode > LARGEST_INODE_OF_A_HOST ? "in-" + inode : "";
  }

  /** The last 64 hexadecimal digits in a row; empty if there are none. */
  private static String hexadecimal(String line) {
    int digits = 0;
    for (int i = line.length() - 1; i >= 0; i--) {
      char c = line.charAt(i);
      digits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ? digits + 1 : 0;
      if (digits == ID_LENGTH) {
        return line.substring(i, i + ID_LENGTH);
      }
    }
    return "";
  }
}
