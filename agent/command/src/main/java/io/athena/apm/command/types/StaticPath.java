package io.athena.apm.command.types;

import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.core.text.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeDescription.Generic;

/**
 * Follows the steps of a path along declared types. Reports only errors that are certain, since an
 * object may have more members than its declared type.
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

  /** The paths of a method; empty where its class can't be read. */
  public Optional<MethodPaths> of(String type, String method, String descriptor) {
    TypeDescription declared = classes.get(type);
    if (declared == null) {
      return Optional.empty();
    }
    return declared.getDeclaredMethods().stream()
        .filter(each -> each.getInternalName().equals(method))
        .filter(each -> each.getDescriptor().equals(descriptor))
        .map(each -> new MethodPaths(this, each))
        .findFirst();
  }

  /**
   * The type at the end of the steps. {@code problems} gets a sentence where a member does not
   * exist.
   */
  Generic walk(Generic root, List<String> steps, Consumer<String> problems) {
    Generic type = JdkTypes.unwrapped(root);
    for (String step : steps) {
      Generic next = step(type, step);
      if (next == null) {
        report(type, step, problems);
        return GenericTypes.UNKNOWN;
      }
      type = JdkTypes.unwrapped(next);
    }
    return type;
  }

  /** The type that an asynchronous result completes with; other types themselves. */
  Generic completed(Generic result) {
    return isAny(result, ONE_LATER) ? GenericTypes.argument(result, 0) : result;
  }

  /** Whether a result is a stream of asynchronous results, which a rule can't read. */
  boolean isMany(Generic result) {
    return isAny(result, MANY_LATER) && !isAny(result, ONE_LATER);
  }

  private boolean isAny(Generic type, List<String> names) {
    Set<String> ancestry = ancestry(type);
    return names.stream().anyMatch(ancestry::contains);
  }

  /** Reports a type whose values are certainly not of a kind. */
  void check(Generic type, Kind kind, Consumer<String> problems) {
    Set<String> ancestry = ancestry(type);
    if (isCertain(type, ancestry) && !kind.takes(type, ancestry)) {
      problems.accept(GenericTypes.name(type) + " is no " + kind.description());
    }
  }

  /** The type of an {@code item} where {@code each} reads a container. */
  Generic item(Generic container) {
    return JdkTypes.unwrapped(
        container.isArray()
            ? container.getComponentType()
            : JdkTypes.item(container, ancestry(container)));
  }

  /** The type of a member; null where it certainly does not exist. */
  private Generic step(Generic type, String name) {
    if (type.isArray()) {
      return element(type, name);
    }
    Set<String> ancestry = ancestry(type);
    String owner = GenericTypes.name(type);
    Generic found = type.isPrimitive() ? null : members.find(owner, name);
    found = found != null ? found : JdkTypes.member(ancestry, name);
    if (found == null && !type.isPrimitive() && classes.isJdk(owner)) {
      found = JdkTypes.element(type, ancestry, name);
    }
    return found == null && !isCertain(type, ancestry) ? GenericTypes.UNKNOWN : found;
  }

  private static Generic element(Generic array, String name) {
    return switch (name) {
      case "size", "length" -> GenericTypes.of(int.class);
      case "class" -> GenericTypes.of(Class.class);
      default -> name.chars().allMatch(Character::isDigit) ? array.getComponentType() : null;
    };
  }

  private Set<String> ancestry(Generic type) {
    return type.isArray() || type.isPrimitive()
        ? Set.of("java.lang.Object")
        : classes.ancestry(GenericTypes.name(type));
  }

  /**
   * Whether objects of a type have exactly the members that it declares. An application class may
   * have subclasses, but the author of a rule named this class.
   */
  private boolean isCertain(Generic type, Set<String> ancestry) {
    if (type.isArray() || type.isPrimitive()) {
      return true;
    }
    TypeDescription declared = classes.get(GenericTypes.name(type));
    if (declared == null || !classes.isWhole(ancestry)) {
      return false;
    }
    return classes.isJdk(declared.getName())
        ? declared.isFinal() || ancestry.contains("java.util.Collection")
        : !declared.isAbstract();
  }

  private void report(Generic type, String step, Consumer<String> problems) {
    String name = GenericTypes.name(type);
    if (type.isArray() || type.isPrimitive() || classes.isJdk(name)) {
      problems.accept("a rule can't read '" + step + "' from " + name);
    } else {
      String nearest = NearestName.hint(step, members.names(name));
      problems.accept("class " + name + " has no '" + step + "'" + nearest);
    }
  }
}
