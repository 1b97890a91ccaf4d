package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells the container this process runs in, as Datadog's Agent names it: from {@code
 * /proc/self/cgroup}, or by the inode of the control group where that file is cut off by a
 * namespace.
 */
public final class ContainerFiles {

  private static final int ID_LENGTH = 64;
  private static final long LARGEST_OF_A_MACHINE = 2;

  private final Path groups;
  private final Path mount;

  /** Those of this process. */
  public ContainerFiles() {
    this(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));
  }

  /** With files to be replaced by tests. */
  ContainerFiles(Path groups, Path mount) {
    this.groups = groups;
    this.mount = mount;
  }

  /** {@code ci-<id>} or {@code in-<inode>}; empty outside of containers and of Linux. */
  String container() {
    try {
      return container(Files.readAllLines(groups));
    } catch (IOException | RuntimeException unknown) {
      return "";
    }
  }

  private String container(List<String> lines) throws IOException {
    boolean hidden = false;
    for (String line : lines) {
      String id = id(line);
      if (!id.isEmpty()) {
        return "ci-" + id;
      }
      hidden |= line.endsWith(":/");
    }
    return hidden && lines.size() == 1 ? inode((Long) Files.getAttribute(mount, "unix:ino")) : "";
  }

  /** The lowest are those of a whole machine. */
  private static String inode(long number) {
    return number > LARGEST_OF_A_MACHINE ? "in-" + number : "";
  }

  /** The last 64 hexadecimal digits in a row; empty where there are none. */
  private static String id(String line) {
    int digits = 0;
    for (int i = line.length() - 1; i >= 0; i--) {
      digits = isHexadecimal(line.charAt(i)) ? digits + 1 : 0;
      if (digits == ID_LENGTH) {
        return line.substring(i, i + ID_LENGTH);
      }
    }
    return "";
  }

  private static boolean isHexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
