package io.athena.apm.core.weaving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All hooks of all instrumentations, by the class they are for. */
public final class HookTable {

  /** A hook and whose it is. */
  record Row(LibraryInstrumentation instrumentation, Hook hook) {}

  private final Map<String, List<Row>> byType = new HashMap<>();
  private final Map<String, List<Row>> bySimpleName = new HashMap<>();
  private final List<String> libraries = new ArrayList<>();

  /** The table of these instrumentations. */
  public HookTable(List<LibraryInstrumentation> instrumentations) {
    for (LibraryInstrumentation instrumentation : instrumentations) {
      if (instrumentation.libraryPackage() != null) {
        libraries.add(instrumentation.libraryPackage());
      }
      for (Hook hook : instrumentation.hooks()) {
        Map<String, List<Row>> rows = hook.point().anyPackage() ? bySimpleName : byType;
        if (!rows.containsKey(hook.point().type())) {
          rows.put(hook.point().type(), new ArrayList<>());
        }
        rows.get(hook.point().type()).add(new Row(instrumentation, hook));
      }
    }
  }

  /** Whether a class may have hooks, by its binary name. */
  public boolean isFor(String name) {
    return !rows(name).isEmpty();
  }

  /** The hooks of a class, by its binary name. */
  List<Row> rows(String name) {
    List<Row> exact = byType.get(name);
    if (exact != null) {
      return exact;
    }
    List<Row> any = bySimpleName.get(name.substring(name.lastIndexOf('.') + 1));
    return any == null || inLibrary(name) ? List.of() : any;
  }

  private boolean inLibrary(String name) {
    for (String library : libraries) {
      if (name.startsWith(library)) {
        return true;
      }
    }
    return false;
  }

  /** The names that the gate of the jar is filled from: see {@code io.athena.apm.premain.Gate}. */
  public String gateNames() {
    StringBuilder names = new StringBuilder();
    new TreeSet<>(byType.keySet()).forEach(type -> names.append(internal(type)).append('\n'));
    new TreeSet<>(bySimpleName.keySet())
        .forEach(type -> names.append("**/").append(type).append('\n'));
    libraries.forEach(library -> names.append('!').append(internal(library)).append('\n'));
    return names.toString();
  }

  private static String internal(String name) {
    return name.replace('.', '/');
  }
}
