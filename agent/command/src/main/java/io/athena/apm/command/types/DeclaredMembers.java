package io.athena.apm.command.types;

import io.athena.apm.rules.values.GetterNames;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeDescription.Generic;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds the members of application classes by name, in the order in which the agent reads them from
 * objects: a field of the class or of a super class, then a getter. Ignores members that the JDK
 * declares.
 */
final class DeclaredMembers {

  private static final Set<String> FLAGS = Set.of("boolean", "java.lang.Boolean");

  private final DeclaredClasses classes;

  DeclaredMembers(DeclaredClasses classes) {
    this.classes = classes;
  }

  /** The type of a member; null where the class has none of the name. */
  Generic find(String type, String name) {
    TypeDescription owner = classes.application(type);
    while (owner != null) {
      for (FieldDescription field : fields(owner)) {
        if (field.getName().equals(name)) {
          return field.getType();
        }
      }
      Generic parent = owner.getSuperClass();
      owner = parent == null ? null : classes.application(parent.asErasure().getName());
    }
    return getter(type, type, name);
  }

  private static List<? extends FieldDescription> fields(TypeDescription owner) {
    return owner.getDeclaredFields().stream()
        .filter(field -> !field.isStatic() && !field.isSynthetic())
        .toList();
  }

  /** Looks in the class, then its super classes, then default methods of interfaces. */
  private Generic getter(String type, String owner, String name) {
    TypeDescription declared = classes.application(owner);
    if (declared == null) {
      return null;
    }
    for (MethodDescription method : getters(type, declared)) {
      boolean flag = FLAGS.contains(GenericTypes.name(method.getReturnType()));
      if (GetterNames.isGetter(method.getName(), name, flag)) {
        return method.getReturnType();
      }
    }
    Generic inherited = null;
    for (String parent : DeclaredClasses.parents(declared)) {
      inherited = inherited == null ? getter(type, parent, name) : inherited;
    }
    return inherited;
  }

  /** All names that {@link #find} finds. */
  Set<String> names(String type) {
    Set<String> names = new TreeSet<>();
    for (String ancestor : classes.ancestry(type)) {
      TypeDescription owner = classes.application(ancestor);
      if (owner != null) {
        fields(owner).forEach(field -> names.add(field.getName()));
        getters(type, owner).forEach(each -> names.add(GetterNames.property(each.getName())));
      }
    }
    return names;
  }

  private List<? extends MethodDescription> getters(String type, TypeDescription owner) {
    return owner.getDeclaredMethods().stream()
        .filter(method -> isReadable(method) && !isOfTheJdk(type, method.getName()))
        .toList();
  }

  private static boolean isReadable(MethodDescription method) {
    int refused = Modifier.STATIC | Modifier.PRIVATE | Modifier.ABSTRACT | Opcodes.ACC_SYNTHETIC;
    return method.isMethod()
        && method.getParameters().isEmpty()
        && (method.getModifiers() & refused) == 0
        && !GenericTypes.isVoid(method.getReturnType())
        && !GetterNames.isRefused(method.getName());
  }

  private boolean isOfTheJdk(String type, String method) {
    return classes.ancestry(type).stream()
        .filter(classes::isJdk)
        .map(classes::get)
        .anyMatch(
            known ->
                known != null
                    && known.getDeclaredMethods().stream()
                        .anyMatch(each -> each.getName().equals(method)));
  }
}
