package io.athena.apm.weaving;

import java.util.List;

/**
 * Measures one library: a table of hooks, with the advice nested below it.
 *
 * <p>Advice extracts, probes decide: an advice reads names and numbers from the library's typed
 * objects, since it is inlined there, and passes JDK types to a probe of the runtime zone. It has
 * no branch but a null check, no loop, no lambda, no field and no string concatenation; a test
 * checks that. Outside of the advice use strings and records only: the build fills the gate's table
 * from here, without a weaver.
 */
public interface LibraryInstrumentation {

  /** Lower case with dashes; also the switch {@code instrumentation.<name>.enabled}. */
  String name();

  /**
   * The start of the library's package names, with a dot at the end. The bundled rules skip these
   * classes. Null for the application's own classes.
   */
  String libraryPackage();

  /** The methods to weave. */
  List<Hook> hooks();

  /** The methods to weave where requests get the header {@code traceparent}. */
  default List<Hook> headerHooks() {
    return List.of();
  }

  /** The starts of the package names of {@link #headerHooks} that are in another library. */
  default List<String> headerPackages() {
    return List.of();
  }

  /** A line for {@code docs/libraries.md}: the library, its versions, its measurements. */
  String description();
}
