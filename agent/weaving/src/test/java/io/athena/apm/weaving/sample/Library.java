package io.athena.apm.weaving.sample;

/** A library's class. */
public class Library extends LibraryBase implements Greeting {

  private final String name;

  public Library() {
    this("lib");
  }

  public Library(String name) {
    this.name = name;
  }

  public String call(String argument) {
    return name + " " + argument;
  }

  public String call(String argument, int times) {
    return argument.repeat(times);
  }

  public String fail(String argument) {
    throw new IllegalStateException(argument);
  }

  public String send(Request request) {
    return request.model() + request.size;
  }

  public static String shared(String argument) {
    return argument;
  }
}
