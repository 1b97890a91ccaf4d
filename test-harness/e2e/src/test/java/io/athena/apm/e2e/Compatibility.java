package io.athena.apm.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs only with {@code -Pcompatibility}: a variant of what each build tests once. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@EnabledIfSystemProperty(named = "athena.compatibility", matches = "true")
@interface Compatibility {}
