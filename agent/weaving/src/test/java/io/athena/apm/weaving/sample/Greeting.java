package io.athena.apm.weaving.sample;

/** An interface whose default method carries the code. */
public interface Greeting {

  default String greet(String whom) {
    return "hello " + whom;
  }
}
