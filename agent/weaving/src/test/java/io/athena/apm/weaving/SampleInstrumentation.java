package io.athena.apm.weaving;

import java.util.List;

/** An instrumentation with given hooks. */
record SampleInstrumentation(String name, String libraryPackage, List<Hook> hooks)
    implements LibraryInstrumentation {

  /** An instrumentation of the application's own classes. */
  static SampleInstrumentation of(String name, Hook... hooks) {
    return new SampleInstrumentation(name, null, List.of(hooks));
  }

  @Override
  public String description() {
    return "";
  }

  @Override
  public List<Hook> headerHooks() {
    return List.of(Hook.of("com.http.Client#send", SampleInstrumentation.class, "Sent"));
  }

  @Override
  public List<String> headerPackages() {
    return List.of("com.http.");
  }
}
