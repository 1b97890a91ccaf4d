package io.athena.apm.weaving.advice;

import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.enumeration.EnumerationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Type;

/**
 * The value of an attribute of an annotation, as {@code Advice} reads it: with {@link
 * #resolve(Class)} only.
 *
 * @param value a primitive's wrapper, a string, a {@link TypeDescription} or an {@link
 *     EnumerationDescription}
 */
record AdviceValue(Object value) implements AnnotationValue<Object, Object> {

  /** The value that reflection returns for an attribute that is no array. */
  static AdviceValue of(Object loaded) {
    if (loaded instanceof Class<?> type) {
      return new AdviceValue(TypeDescriptions.of(Type.getType(type)));
    }
    if (loaded instanceof Enum<?> constant) {
      Class<?> type = constant.getDeclaringClass();
      return new AdviceValue(
          new Constant(TypeDescriptions.of(Type.getType(type)), constant.name()));
    }
    return new AdviceValue(loaded);
  }

  record Constant(TypeDescription type, String name) implements EnumerationDescription {

    @Override
    public String getValue() {
      return name;
    }

    @Override
    public String getActualName() {
      return name;
    }

    @Override
    public TypeDescription getEnumerationType() {
      return type;
    }

    @Override
    public <T extends Enum<T>> T load(Class<T> loaded) {
      return Enum.valueOf(loaded, name);
    }
  }

  @Override
  public Object resolve() {
    return value;
  }

  @Override
  public <W> W resolve(Class<? extends W> expected) {
    return expected.cast(value);
  }

  @Override
  public State getState() {
    return State.RESOLVED;
  }

  @Override
  public Sort getSort() {
    throw new UnsupportedOperationException();
  }

  @Override
  public AnnotationValue<Object, Object> filter(MethodDescription.InDefinedShape attribute) {
    return this;
  }

  @Override
  public AnnotationValue<Object, Object> filter(
      MethodDescription.InDefinedShape attribute, TypeDefinition type) {
    return this;
  }

  @Override
  public Loaded<Object> load(ClassLoader loader) {
    throw new UnsupportedOperationException();
  }
}
