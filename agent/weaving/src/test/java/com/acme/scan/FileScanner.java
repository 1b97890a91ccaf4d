package com.acme.scan;

/** Methods of every kind. */
public class FileScanner extends BaseScanner {

  private final String source;

  /** Made by tests. */
  public FileScanner() {
    this("disk");
  }

  /** A constructor that may throw. */
  public FileScanner(String source) {
    if (source.isEmpty()) {
      throw new IllegalArgumentException("source");
    }
    this.source = source;
  }

  @Override
  public int scan(String target) {
    if (target.isEmpty()) {
      throw new IllegalStateException("empty");
    }
    return target.length();
  }

  @Override
  public String name() {
    return source;
  }

  /** An overload. */
  public String read(String path) {
    return path;
  }

  /** An overload. */
  public String read(int position, String path) {
    return path + position;
  }

  /** Assigns its parameter. */
  @Audited
  public String trim(String path) {
    path = path.trim();
    return path;
  }

  /** All primitives. */
  @SuppressWarnings("TooManyParameters")
  public double sum(
      boolean flag,
      byte small,
      short middle,
      char letter,
      int number,
      long wide,
      float part,
      double fraction) {
    return (flag ? 1 : 0) + small + middle + letter + number + wide + part + fraction;
  }

  /** Variable arity. */
  public int all(String... paths) {
    return paths.length;
  }

  /** Has no result. */
  public synchronized void lock(String path) {
    if (!Thread.holdsLock(this)) {
      throw new IllegalStateException(path);
    }
  }

  /** A static method. */
  public static String normal(String path) {
    return path;
  }

  /** Calls a private method. */
  public String open(String path) {
    return hidden(path);
  }

  private String hidden(String path) {
    return path + source;
  }

  /** A native method. */
  public native int peek(String path);
}
