package com.acme.scan;

import java.util.List;

/** Methods that call each other in every way. */
public final class DelegatingScanner {

  private String latest = "";

  /** By a call. */
  public int scan(String path) {
    return scan(path, path.length());
  }

  /** Calls no other method. */
  public int scan(String path, int size) {
    return path.isEmpty() ? 0 : size;
  }

  /** In a lambda. */
  public int scanAll(List<String> paths) {
    return paths.stream().mapToInt(path -> scan(path, 1)).sum();
  }

  /** By a reference to a method. */
  public int scanEach(List<String> paths) {
    return paths.stream().mapToInt(this::scan).sum();
  }

  /** By another method. */
  public int scanFolder(String path) {
    return walk(path);
  }

  /** Calls another method for archives only. */
  public int scanAny(String path) {
    return path.endsWith(".zip") ? scan(path, 3) : path.length();
  }

  /** Calls another method for each path. */
  public int scanList(String... paths) {
    int sum = 0;
    for (String path : paths) {
      sum += path.isEmpty() ? walk(latest) : walk(path);
    }
    return sum;
  }

  /** Calls another method in each case. */
  public int scanKind(String path, int kind) {
    return switch (kind) {
      case 0 -> scan(path, 5);
      case 1 -> walk(path);
      default -> throw new IllegalArgumentException("kind");
    };
  }

  /** Throws for some paths, and calls another method in a try block. */
  public int scanSafely(String path) {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("path");
    }
    try {
      return scan(path, 4);
    } catch (IllegalStateException e) {
      return 0;
    } finally {
      latest = path;
    }
  }

  private int walk(String path) {
    return scan(path, 2);
  }

  /** Calls itself. */
  public int depth(int levels) {
    return levels == 0 ? 0 : 1 + depth(levels - 1);
  }

  /** Calls what calls it. */
  public int scanFile(int archives) {
    return archives == 0 ? 1 : scanArchive(archives - 1);
  }

  /** Calls what calls it. */
  public int scanArchive(int archives) {
    return scanFile(archives);
  }
}
