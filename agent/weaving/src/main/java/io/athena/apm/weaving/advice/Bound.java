package io.athena.apm.weaving.advice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A parameter of an advice whose value each insertion sets; see {@link AdviceClass#bind}. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Bound {

  /** The name by which {@link AdviceClass#bind} sets it. */
  String value();
}
