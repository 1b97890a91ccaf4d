/**
 * The spans of each thread, and the finished spans of sampled traces. Counts and durations do not
 * depend on sampling: they come from cells, which count every span.
 *
 * <pre>
 * begin ─► SpanContext ─► SpanScope of this thread ── current ─► adopt, on another thread
 *              │
 *             end ─► keep, if the trace is sampled ─► FinishedSpan ─► the next flush
 * </pre>
 */
package io.athena.apm.spans;
