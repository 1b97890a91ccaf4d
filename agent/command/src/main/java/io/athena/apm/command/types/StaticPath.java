package io.athena.apm.command.types;

import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.core.text.NearestName;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows the steps of a path along declared types. Reports only certain errors: an object may have
 * more members than its declared type.
 */
public final class StaticPath {

  private static final List<String> ONE_LATER =
      List.of(
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.Future",
          "reactor.core.publisher.Mono");

  private static final List<String> MANY_LATER =
      List.of(
          "java.util.concurrent.Flow$Publisher",
          "org.reactivestreams.Publisher",
          "reactor.core.publisher.Flux");

  private final DeclaredClasses classes;
  private final DeclaredMembers members;

  /** Reads types from a class path. */
  public StaticPath(ClassPath classPath) {
    this.classes = new DeclaredClasses(classPath);
    this.members = new DeclaredMembers(classes);
  }

  /**
   * The type of the value at the end of the steps.
   *
   * @param problems receives a sentence where a member does not exist
   */
  DeclaredType walk(DeclaredType root, List<String> steps, Consumer<String> problems) {
    DeclaredType type = JdkTypes.unwrapped(root);
    for (String step : steps) {
      DeclaredType next = step(type, step);
      if (next == null) {
        tell(type, step, problems);
        return DeclaredType.UNKNOWN;
      }
      type = JdkTypes.unwrapped(next);
    }
    return type;
  }

  /** The types of a method's parameters, then of its result, with type arguments where declared. */
  List<DeclaredType> types(String type, String method, String descriptor) {
    DeclaredClass declared = classes.get(type);
    if (declared != null) {
      for (DeclaredClass.Method each : declared.methods()) {
        if (each.name().equals(method) && each.descriptor().equals(descriptor)) {
          return each.types();
        }
      }
    }
    return Signature.method(descriptor);
  }

  /** The type that an asynchronous result completes with; other types themselves. */
  DeclaredType completed(DeclaredType result) {
    return isAny(result, ONE_LATER) ? result.argument(0) : result;
  }

  /** Whether a result is a stream of asynchronous results, of which a rule reads none. */
  boolean isMany(DeclaredType result) {
    return isAny(result, MANY_LATER) && !isAny(result, ONE_LATER);
  }

  private boolean isAny(DeclaredType type, List<String> names) {
    Set<String> ancestry = ancestry(type);
    return names.stream().anyMatch(ancestry::contains);
  }

  /** Reports a type whose values are certainly not of a kind. */
  void check(DeclaredType type, Kind kind, Consumer<String> problems) {
    Set<String> ancestry = ancestry(type);
    if (isCertain(type, ancestry) && !kind.takes(type, ancestry, isEnum(type))) {
      problems.accept(type + " is no " + kind.description());
    }
  }

  /** The type of an {@code item} where {@code each} reads a container. */
  DeclaredType item(DeclaredType holder) {
    return holder.isArray()
        ? JdkTypes.unwrapped(holder.element())
        : JdkTypes.unwrapped(JdkTypes.item(holder, ancestry(holder)));
  }

  /** The type of a member; null where it certainly does not exist. */
  private DeclaredType step(DeclaredType type, String name) {
    if (type.isArray()) {
      return element(type, name);
    }
    Set<String> ancestry = ancestry(type);
    DeclaredType found = type.isPrimitive() ? null : members.find(type.name(), name);
    found = found != null ? found : JdkTypes.member(ancestry, name);
    if (found == null && !type.isPrimitive() && classes.isJdk(type.name())) {
      found = JdkTypes.element(type, ancestry, name);
    }
    return found == null && !isCertain(type, ancestry) ? DeclaredType.UNKNOWN : found;
  }

  private static DeclaredType element(DeclaredType array, String name) {
    return switch (name) {
      case "size", "length" -> DeclaredType.of("int");
      case "class" -> DeclaredType.of("java.lang.Class");
      default -> name.chars().allMatch(Character::isDigit) ? array.element() : null;
    };
  }

  private Set<String> ancestry(DeclaredType type) {
    return type.isArray() || type.isPrimitive()
        ? Set.of("java.lang.Object")
        : classes.ancestry(type.name());
  }

  /**
   * Whether objects of a type have exactly the members that it declares. An application class may
   * have subclasses, but the author of a rule named this class.
   */
  private boolean isCertain(DeclaredType type, Set<String> ancestry) {
    if (type.isArray() || type.isPrimitive()) {
      return true;
    }
    DeclaredClass declared = classes.get(type.name());
    if (declared == null || !classes.isWhole(ancestry)) {
      return false;
    }
    return classes.isJdk(type.name())
        ? declared.isFinal() || ancestry.contains("java.util.Collection")
        : !declared.isAbstract();
  }

  private boolean isEnum(DeclaredType type) {
    DeclaredClass declared = type.isArray() ? null : classes.get(type.name());
    return declared != null && declared.isEnum();
  }

  private void tell(DeclaredType type, String step, Consumer<String> problems) {
    if (type.isArray() || type.isPrimitive() || classes.isJdk(type.name())) {
      problems.accept(type + " is not asked for '" + step + "'");
      return;
    }
    String nearest = NearestName.hint(step, members.names(type.name()));
    problems.accept("class " + type + " has no '" + step + "'" + nearest);
  }
}
