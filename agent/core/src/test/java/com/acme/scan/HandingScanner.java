package com.acme.scan;

import java.util.List;

/** Methods that hand on to each other in every way. */
public final class HandingScanner {

  /** By a call. */
  public int scan(String path) {
    return scan(path, path.length());
  }

  /** Does the work. */
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

  private int walk(String path) {
    return scan(path, 2);
  }

  /** Calls itself, which is not another one. */
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
