package com.acme.scan;

/** Scanners that extend each other and call {@code super}. */
public final class Scanners {

  private Scanners() {}

  /** With a default method. */
  public interface Named {

    /** Counts what it reads. */
    default int scan(String path) {
      return path.length();
    }
  }

  /** Overrides the default method and calls it. */
  public static class Plain implements Named {

    final String name = getClass().getName().replaceAll(".*\\$", "");

    /** For the test. */
    public Plain() {}

    @Override
    public int scan(String path) {
      return name.length() + Named.super.scan(path);
    }
  }

  /** Calls super. */
  public static class Zip extends Plain {

    /** For the test. */
    public Zip() {}

    @Override
    public int scan(String path) {
      return 1 + super.scan(path);
    }
  }

  /** Calls super, which calls super. */
  public static class Deep extends Zip {

    /** For the test. */
    public Deep() {}

    @Override
    public int scan(String path) {
      return 1 + super.scan(path);
    }
  }

  /** Scans anything. */
  public static class Typed<T> {

    final String name = getClass().getName().replaceAll(".*\\$", "");

    /** For the test. */
    public Typed() {}

    /** Counts what it reads. */
    public Number scan(T item) {
      return item.hashCode() + name.length();
    }
  }

  /** Scans text: the compiler adds a bridge. */
  public static class Text extends Typed<String> {

    /** For the test. */
    public Text() {}

    @Override
    public Integer scan(String item) {
      return super.scan(item).intValue() + 1;
    }
  }
}
