package io.athena.apm.command.types;

import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;
import io.athena.apm.weaving.ClassMembers;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Consumer;

/** Checks the paths that a rule reads when a method runs. */
public final class MethodPaths {

  private final StaticPath paths;
  private final String type;
  private final ClassMembers.Member method;
  private final List<DeclaredType> types;

  /**
   * Prepares the checks of a method.
   *
   * @param type the binary name of its class
   */
  public MethodPaths(StaticPath paths, String type, ClassMembers.Member method) {
    this.paths = paths;
    this.type = type;
    this.method = method;
    this.types = paths.types(type, method.name(), method.descriptor());
  }

  /** Whether the method has the value at which a path begins. */
  public boolean has(ValuePath path) {
    return switch (path.root()) {
      case ARG -> path.argument() < types.size() - 1;
      case RETURN -> !result().name().equals("void");
      case THIS -> !Modifier.isStatic(method.access());
      case ERROR, ITEM -> true;
    };
  }

  /**
   * Checks one path.
   *
   * @param each the path whose elements {@code item} stands for; null for none
   * @param problems receives a sentence without the path
   */
  public void check(ValuePath path, Kind kind, ValuePath each, Consumer<String> problems) {
    if (path.root() == ValueRoot.RETURN && paths.isMany(result())) {
      problems.accept("a " + result() + " brings many results, and a rule reads none of them");
    } else if (has(path)) {
      DeclaredType root = path.root() == ValueRoot.ITEM ? item(each) : root(path);
      paths.check(paths.walk(root, path.steps(), problems), kind, problems);
    }
  }

  private DeclaredType item(ValuePath each) {
    if (each == null || each.root() == ValueRoot.ITEM || !has(each)) {
      return DeclaredType.UNKNOWN;
    }
    return paths.item(paths.walk(root(each), each.steps(), toldAlready -> {}));
  }

  private DeclaredType root(ValuePath path) {
    return switch (path.root()) {
      case THIS -> DeclaredType.of(type);
      case ARG -> types.get(path.argument());
      case RETURN -> paths.completed(result());
      case ERROR -> DeclaredType.of("java.lang.Throwable");
      case ITEM -> DeclaredType.UNKNOWN;
    };
  }

  private DeclaredType result() {
    return types.get(types.size() - 1);
  }
}
