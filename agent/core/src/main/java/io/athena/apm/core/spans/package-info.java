/**
 * Which span a thread is in, and the spans that are kept whole: a share of all traces, for people
 * to look at. They never touch a count or a duration; those come from cells, which see every span.
 *
 * <pre>
 * begin ─► SpanContext ─► SpanScope of this thread ── handOver ─► adopt, on another thread
 *              │
 *             end ─► keep, where the trace is sampled ─► FinishedSpan ─► the next flush
 * </pre>
 */
package io.athena.apm.core.spans;
