package io.athena.apm.command.types;

import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;
import java.util.function.Consumer;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription.Generic;

/** Checks the paths that a rule reads when a method runs. */
public final class MethodPaths {

  private final StaticPath paths;
  private final MethodDescription method;
  private final Generic result;

  MethodPaths(StaticPath paths, MethodDescription method) {
    this.paths = paths;
    this.method = method;
    this.result = GenericTypes.known(method.getReturnType());
  }

  /** Whether the method has the value at which a path begins. */
  public boolean has(ValuePath path) {
    return switch (path.root()) {
      case ARG -> path.argument() < method.getParameters().size();
      case RETURN -> !GenericTypes.isVoid(result);
      case THIS -> !method.isStatic();
      case ERROR, ITEM -> true;
    };
  }

  /**
   * Checks one path. Its {@code item} is an element of {@code each}, which may be null. Problems
   * are sentences without the path.
   */
  public void check(ValuePath path, Kind kind, ValuePath each, Consumer<String> problems) {
    if (path.root() == ValueRoot.RETURN && paths.isMany(result)) {
      problems.accept(
          "a " + GenericTypes.name(result) + " has many results, and a rule can't read them");
    } else if (has(path)) {
      Generic root = path.root() == ValueRoot.ITEM ? item(each) : root(path);
      paths.check(paths.walk(root, path.steps(), problems), kind, problems);
    }
  }

  private Generic item(ValuePath each) {
    if (each == null || each.root() == ValueRoot.ITEM || !has(each)) {
      return GenericTypes.UNKNOWN;
    }
    return paths.item(paths.walk(root(each), each.steps(), reportedAlready -> {}));
  }

  private Generic root(ValuePath path) {
    return switch (path.root()) {
      case THIS -> method.getDeclaringType().asErasure().asGenericType();
      case ARG -> method.getParameters().get(path.argument()).getType();
      case RETURN -> paths.completed(result);
      case ERROR -> GenericTypes.of(Throwable.class);
      case ITEM -> GenericTypes.UNKNOWN;
    };
  }
}
