package io.athena.apm.core.advice;

import java.util.Map;
import java.util.Set;

/**
 * One advice and the methods of one class that it goes into.
 *
 * @param advice the advice
 * @param instrumentation in whose name it runs: told with everything that it throws
 * @param methods names with descriptors: {@code call(Ljava/lang/String;)V}
 * @param fields what each of the advice's {@link AdviceClass#fieldNames} means in this class
 */
public record Insertion(
    AdviceClass advice,
    String instrumentation,
    Set<String> methods,
    Map<String, FieldReference> fields) {}
