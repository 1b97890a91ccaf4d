package io.athena.apm.weaving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All hooks of all instrumentations, by the name of the class. Immutable. */
public final class HookTable {

  /** A hook and its instrumentation. */
  record Row(LibraryInstrumentation instrumentation, Hook hook) {

    /** The name to report with an exception of the advice. */
    String origin() {
      return instrumentation.name() + " at " + hook.point();
    }
  }

  private final Map<String, List<Row>> byType = new HashMap<>();
  private final List<String> libraries = new ArrayList<>();

  /**
   * Collects the hooks of these instrumentations.
   *
   * @param headers whether requests get the header {@code traceparent}
   */
  public HookTable(List<LibraryInstrumentation> instrumentations, boolean headers) {
    for (LibraryInstrumentation instrumentation : instrumentations) {
      if (instrumentation.libraryPackage() != null) {
        libraries.add(instrumentation.libraryPackage());
      }
      libraries.addAll(instrumentation.headerPackages());
      add(instrumentation, instrumentation.hooks());
      if (headers) {
        add(instrumentation, instrumentation.headerHooks());
      }
    }
  }

  private void add(LibraryInstrumentation instrumentation, List<Hook> hooks) {
    for (Hook hook : hooks) {
      if (!byType.containsKey(hook.point().type())) {
        byType.put(hook.point().type(), new ArrayList<>());
      }
      byType.get(hook.point().type()).add(new Row(instrumentation, hook));
    }
  }

  /** Whether a class may have hooks, by its binary name. */
  public boolean isFor(String name) {
    return !rows(name).isEmpty();
  }

  /** Whether a class, by its binary name, belongs to a library that has an instrumentation. */
  public boolean isOfLibrary(String name) {
    for (String library : libraries) {
      if (name.startsWith(library)) {
        return true;
      }
    }
    return false;
  }

  /** The hooks of a class, by its binary name. */
  List<Row> rows(String name) {
    return byType.getOrDefault(name, List.of());
  }

  /** The class names that {@code io.athena.apm.premain.Gate} tests, one a line. */
  public String gateNames() {
    StringBuilder names = new StringBuilder();
    new TreeSet<>(byType.keySet()).forEach(type -> names.append(internal(type)).append('\n'));
    libraries.forEach(library -> names.append('!').append(internal(library)).append('\n'));
    return names.toString();
  }

  private static String internal(String name) {
    return name.replace('.', '/');
  }
}
