package io.athena.apm.weaving.sample;

/** What the library's callers hand over. */
public class Request {

  public int size = 3;

  public String model() {
    return "gpt";
  }
}
