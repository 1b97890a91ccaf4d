package io.athena.apm.weaving.advice;

import java.util.List;
import java.util.Set;

/**
 * An advice and the methods of one class to weave it into.
 *
 * @param advice the advice
 * @param origin the name to report with an exception of the advice: a hook or a rule
 * @param methods names with descriptors: {@code call(Ljava/lang/String;)V}
 * @param fields the fields that the advice reads, as this class declares or inherits them
 */
public record Insertion(
    AdviceClass advice, String origin, Set<String> methods, List<FieldReference> fields) {}
