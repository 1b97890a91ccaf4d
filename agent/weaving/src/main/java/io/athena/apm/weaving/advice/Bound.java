package io.athena.apm.weaving.advice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of an advice whose meaning differs from one woven method to the next: see {@link
 * AdviceClass#bind}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Bound {

  /** The name that it is bound by. */
  String value();
}
