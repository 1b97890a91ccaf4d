package io.athena.apm.weaving.advice;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Type;

/** Describes an annotation of an advice method or of its parameter to Byte Buddy. */
final class AdviceAnnotation<A extends Annotation> extends AnnotationDescription.AbstractBase
    implements AnnotationDescription.Loadable<A> {

  private final TypeDescription type;
  private final Map<String, AdviceValue> values = new HashMap<>();

  /** An annotation whose attributes all have their default values. */
  AdviceAnnotation(String descriptor) {
    type = TypeDescriptions.of(Type.getType(descriptor));
  }

  void put(String attribute, AdviceValue value) {
    values.put(attribute, value);
  }

  /**
   * The set value or else the default. Byte Buddy's own description would load 20 classes for the
   * default.
   */
  @Override
  public AnnotationValue<?, ?> getValue(MethodDescription.InDefinedShape attribute) {
    AdviceValue value = values.get(attribute.getName());
    return value == null ? defaultValue(attribute.getName()) : value;
  }

  private AdviceValue defaultValue(String attribute) {
    try {
      Class<?> loaded =
          Class.forName(type.getName(), false, AdviceAnnotation.class.getClassLoader());
      return AdviceValue.of(loaded.getDeclaredMethod(attribute).getDefaultValue());
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalStateException("no attribute " + attribute + " in " + type, unknown);
    }
  }

  /** Null for an attribute that the annotation does not set. */
  @Override
  public AnnotationValue<?, ?> getValue(String attribute) {
    return values.get(attribute);
  }

  @Override
  public TypeDescription getAnnotationType() {
    return type;
  }

  @Override
  @SuppressWarnings("unchecked") // the caller has checked the type
  public <T extends Annotation> Loadable<T> prepare(Class<T> annotationType) {
    return (Loadable<T>) this;
  }

  /** Not supported: Byte Buddy reads single values. */
  @Override
  public A load() {
    throw new UnsupportedOperationException("an annotation is read, never loaded");
  }
}
