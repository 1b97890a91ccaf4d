package io.athena.apm.weaving.advice;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * An advice class, read from its class file and never loaded. It has a static method for the enter,
 * one for the exit, or both, with Byte Buddy's annotations. Immutable; any thread may use it.
 */
public final class AdviceClass {

  private static final Advice.WithCustomMapping ADVICE =
      Advice.withCustomMapping()
          .bind(new BoundParameter())
          .bind(new FieldParameter())
          .bind(new OriginParameter());

  private final AdviceType type;
  private final Advice advice;
  private final Map<String, Binding> bindings;

  private AdviceClass(AdviceType type, Advice advice, Map<String, Binding> bindings) {
    this.type = type;
    this.advice = advice;
    this.bindings = bindings;
  }

  /** Reads an advice class; throws if Byte Buddy refuses its annotations. */
  public static AdviceClass of(byte[] classFile) {
    return of(classFile, false);
  }

  /** Reads an advice class of the engine, by its binary name. */
  public static AdviceClass named(String name) {
    return of(EngineClassFile.of(name), false);
  }

  /**
   * Reads an advice class of the engine for constructors. Nothing can catch what they throw, so the
   * exit runs only when the constructor returns, and {@code @Advice.Thrown} is null.
   */
  public static AdviceClass ofConstructors(String name) {
    return of(EngineClassFile.of(name), true);
  }

  private static AdviceClass of(byte[] classFile, boolean ofConstructors) {
    AdviceType type = AdviceReader.read(classFile, ofConstructors);
    ClassFileLocator file = ClassFileLocator.Simple.of(type.getName(), classFile);
    Advice advice = ADVICE.to(type, file).withExceptionHandler(new AdviceFailure());
    return new AdviceClass(type, advice, Map.of());
  }

  /** Returns the same advice with values for its {@link Bound} parameters, by their names. */
  public AdviceClass bind(Map<String, Binding> bindings) {
    return new AdviceClass(type, advice, bindings);
  }

  /** The members of the library that the code of the advice names. */
  public List<MemberReference> members() {
    return Collections.unmodifiableList(type.members);
  }

  /** The names of the fields of the woven class that the advice reads. */
  public Set<String> fields() {
    return Collections.unmodifiableSet(type.fields);
  }

  Advice advice() {
    return advice;
  }

  Map<String, Binding> bindings() {
    return bindings;
  }
}
