package io.athena.apm.command.types;

import io.athena.apm.rules.values.GetterNames;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds the members of application classes by name, in the order in which the agent reads them from
 * objects: a field of the class or of a super class, then a getter. Ignores members that the JDK
 * declares.
 */
final class DeclaredMembers {

  private final DeclaredClasses classes;

  DeclaredMembers(DeclaredClasses classes) {
    this.classes = classes;
  }

  /** The type of a member; null where the class has none of the name. */
  DeclaredType find(String type, String name) {
    String owner = type;
    while (isApplications(owner)) {
      DeclaredClass declared = classes.get(owner);
      DeclaredType field = declared.fields().get(name);
      if (field != null) {
        return field;
      }
      owner = declared.superName();
    }
    return getter(type, type, name);
  }

  /** Looks in the class, then its super classes, then default methods of interfaces. */
  private DeclaredType getter(String type, String owner, String name) {
    if (!isApplications(owner)) {
      return null;
    }
    DeclaredClass declared = classes.get(owner);
    for (DeclaredClass.Method method : declared.methods()) {
      if (isReadable(method)
          && GetterNames.isGetter(method.name(), name, isFlag(method))
          && !isOfTheJdk(type, method.name())) {
        return method.result();
      }
    }
    DeclaredType inherited = null;
    for (String parent : DeclaredClasses.parents(declared)) {
      inherited = inherited == null ? getter(type, parent, name) : inherited;
    }
    return inherited;
  }

  /** All names that {@link #find} finds. */
  Set<String> names(String type) {
    Set<String> names = new TreeSet<>();
    for (String owner : classes.ancestry(type)) {
      if (isApplications(owner)) {
        DeclaredClass declared = classes.get(owner);
        names.addAll(declared.fields().keySet());
        declared.methods().stream()
            .filter(method -> isReadable(method) && !isOfTheJdk(type, method.name()))
            .forEach(method -> names.add(GetterNames.property(method.name())));
      }
    }
    return names;
  }

  private boolean isApplications(String type) {
    return type != null && !classes.isJdk(type) && classes.get(type) != null;
  }

  private static boolean isReadable(DeclaredClass.Method method) {
    int refused = Modifier.STATIC | Modifier.PRIVATE | Modifier.ABSTRACT | Opcodes.ACC_SYNTHETIC;
    return !method.hasParameters()
        && (method.access() & refused) == 0
        && !method.name().startsWith("<")
        && !method.result().name().equals("void")
        && !GetterNames.isRefused(method.name());
  }

  private static boolean isFlag(DeclaredClass.Method method) {
    String result = method.result().toString();
    return result.equals("boolean") || result.equals("java.lang.Boolean");
  }

  private boolean isOfTheJdk(String type, String method) {
    return classes.ancestry(type).stream()
        .filter(classes::isJdk)
        .map(classes::get)
        .anyMatch(
            known ->
                known != null
                    && known.methods().stream().anyMatch(each -> each.name().equals(method)));
  }
}
