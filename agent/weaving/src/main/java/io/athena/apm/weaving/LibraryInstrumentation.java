package io.athena.apm.weaving;

import java.util.List;

/**
 * How one library is measured: a table of hooks, with the advice nested below it.
 *
 * <p>Advice extracts, probes decide: an advice reads names and numbers from the library's typed
 * objects, because it is inlined there, and hands JDK types to a probe of the runtime zone. No
 * branch beyond a null check, no loop, no lambda, no field, no string concatenation; a test checks
 * that. Strings and records only outside of the advice: the build fills the gate from here, and no
 * weaver is loaded for it.
 */
public interface LibraryInstrumentation {

  /** Lower case with dashes; also the switch {@code instrumentation.<name>.enabled}. */
  String name();

  /**
   * The library's package with its last dot, which globs of other instrumentations never enter;
   * null for the application's own classes.
   */
  String libraryPackage();

  /** What is woven. */
  List<Hook> hooks();

  /** One line for {@code docs/libraries.md}: the library, its versions, what is measured. */
  String description();
}
