package io.athena.apm.weaving.sample;

import java.util.function.Function;
import java.util.function.Supplier;

/** The compiler adds a bridge {@code apply(Object)} and a synthetic method for the lambda. */
public class Parser implements Function<String, String> {

  @Override
  public String apply(String text) {
    Supplier<String> parsed = () -> text + "!";
    return parsed.get();
  }
}
