package io.athena.apm.weaving.advice;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Type;

/** An annotation of an advice method or of its parameter, as Byte Buddy sees it. */
final class AdviceAnnotation<A extends Annotation> extends AnnotationDescription.AbstractBase
    implements AnnotationDescription.Loadable<A> {

  private final TypeDescription type;
  private final Map<String, AnnotationValue<?, ?>> values = new HashMap<>();

  /** An annotation whose attributes all have their default values. */
  AdviceAnnotation(String descriptor) {
    type = TypeDescriptions.of(Type.getType(descriptor));
  }

  void put(String attribute, AnnotationValue<?, ?> value) {
    values.put(attribute, value);
  }

  @Override
  public AnnotationValue<?, ?> getValue(MethodDescription.InDefinedShape attribute) {
    AnnotationValue<?, ?> value = values.get(attribute.getName());
    return value == null ? attribute.getDefaultValue() : value;
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
  @SuppressWarnings("unchecked") // the caller has asked for the type before
  public <T extends Annotation> Loadable<T> prepare(Class<T> annotationType) {
    return (Loadable<T>) this;
  }

  /** Not supported: Byte Buddy asks for single values. */
  @Override
  public A load() {
    throw new UnsupportedOperationException("an annotation is read, never loaded");
  }
}
