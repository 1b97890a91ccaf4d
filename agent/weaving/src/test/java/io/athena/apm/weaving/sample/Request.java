package io.athena.apm.weaving.sample;

/** The argument of the library's methods. */
public class Request {

  public int size = 3;

  public String model() {
    return "gpt";
  }
}
