package io.athena.apm.weaving.advice;

import java.util.List;
import java.util.Set;

/**
 * An advice, the methods of one class to weave it into ({@code call(Ljava/lang/String;)V}), and the
 * fields that it reads, as this class declares or inherits them. Its exceptions are reported with
 * the name of the instrumentation.
 */
public record Insertion(
    AdviceClass advice, String instrumentation, Set<String> methods, List<FieldReference> fields) {}
