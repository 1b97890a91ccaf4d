package io.athena.apm.weaving.sample;

/** Loaded before it is woven. */
public class Reloaded {

  public String call(String argument) {
    return argument;
  }
}
