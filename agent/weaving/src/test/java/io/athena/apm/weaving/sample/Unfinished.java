package io.athena.apm.weaving.sample;

/** Methods without code, next to one that has some. */
public abstract class Unfinished {

  public abstract String call(String argument);

  public native String call(String argument, int times);

  public String call(String argument, String other) {
    return argument + other;
  }

  /** Gives the rest of the code. */
  public static final class Finished extends Unfinished {

    @Override
    public String call(String argument) {
      return argument;
    }
  }
}
