package io.athena.apm.weaving.sample;

/** Methods without code, and a method with code. */
public abstract class Unfinished {

  public abstract String call(String argument);

  public native String call(String argument, int times);

  public String call(String argument, String other) {
    return argument + other;
  }

  /** Implements the abstract methods. */
  public static final class Finished extends Unfinished {

    @Override
    public String call(String argument) {
      return argument;
    }
  }
}
