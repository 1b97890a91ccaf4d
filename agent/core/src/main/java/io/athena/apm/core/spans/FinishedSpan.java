package io.athena.apm.core.spans;

import io.athena.apm.core.metrics.Tags;

/**
 * One operation that has ended.
 *
 * @param epochMillis the wall clock when it ended
 * @param name what was done: {@code ai.call}, {@code ai.analysis}
 * @param tags the tags of its duration
 * @param nanos how long it took
 */
public record FinishedSpan(long epochMillis, String name, Tags tags, long nanos) {}
