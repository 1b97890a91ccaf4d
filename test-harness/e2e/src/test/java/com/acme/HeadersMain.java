package com.acme;

import java.io.IOException;
import java.util.List;

/** Prints the header {@code traceparent} of the two requests of openai-java, as it arrives. */
public final class HeadersMain {

  private HeadersMain() {}

  /** Takes no arguments. */
  public static void main(String... arguments) throws IOException {
    OpenAiWorkload.run(
        headers -> System.out.println(headers.getOrDefault("traceparent", List.of())));
    System.exit(0); // OkHttp's threads wait for more
  }
}
