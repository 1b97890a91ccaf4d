package com.acme.scan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** An annotation for methods and classes. */
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Audited {}
