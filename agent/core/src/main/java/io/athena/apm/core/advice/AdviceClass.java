package io.athena.apm.core.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** An advice, as its class file says it. Immutable; any thread may use it. */
public final class AdviceClass {

  private final AdviceMethod enter;
  private final AdviceMethod exit;

  private AdviceClass(AdviceMethod enter, AdviceMethod exit) {
    this.enter = enter;
    this.exit = exit;
  }

  /**
   * Reads an advice.
   *
   * @param classFile a class with one static method for the enter, one for the exit, or both
   * @throws IllegalArgumentException where it uses what is not supported here
   */
  public static AdviceClass of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    AdviceReader methods = new AdviceReader(reader);
    reader.accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new AdviceClass(methods.enter(), methods.exit());
  }

  /**
   * Reads an advice through the loader of the engine, where all advice is.
   *
   * @param name binary name
   */
  public static AdviceClass named(String name) {
    return of(EngineClassFile.of(name));
  }

  /** The same advice with its {@link Bound} parameters bound, by their names. */
  public AdviceClass bind(Map<String, Binding> bindings) {
    return new AdviceClass(
        enter == null ? null : enter.bind(bindings), exit == null ? null : exit.bind(bindings));
  }

  /** The fields of the woven class that it reads. */
  public List<String> fieldNames() {
    List<String> names = new ArrayList<>();
    addFieldNames(enter, names);
    addFieldNames(exit, names);
    return names;
  }

  private static void addFieldNames(AdviceMethod method, List<String> names) {
    if (method == null) {
      return;
    }
    for (AdviceParameter parameter : method.parameters()) {
      if (parameter instanceof AdviceParameter.FieldValue field) {
        names.add(field.name());
      }
    }
  }

  /** What runs as the method begins; null for nothing. */
  AdviceMethod enter() {
    return enter;
  }

  /** What runs as the method ends; null for nothing. */
  AdviceMethod exit() {
    return exit;
  }
}
