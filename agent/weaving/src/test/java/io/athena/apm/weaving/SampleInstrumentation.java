package io.athena.apm.weaving;

import java.util.List;

/** An instrumentation with any hooks. */
record SampleInstrumentation(String name, String libraryPackage, List<Hook> hooks)
    implements LibraryInstrumentation {

  /** One for the application's own classes. */
  static SampleInstrumentation of(String name, Hook... hooks) {
    return new SampleInstrumentation(name, null, List.of(hooks));
  }

  @Override
  public String description() {
    return "";
  }
}
