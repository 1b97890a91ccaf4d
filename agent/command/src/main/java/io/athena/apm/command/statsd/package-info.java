/**
 * Reads StatsD lines as receivers do: one strict parser for each dialect that the agent writes.
 *
 * <pre>
 *   line ─► Dialect ─► StatsdLine ─► SeriesTotal: the total that the receiver would report
 *              └─ MalformedLine: the rule that the line breaks
 * </pre>
 *
 * <p>The parsers refuse each line that the receiver would drop or misread. {@code listen} and the
 * project's tests use the same parsers.
 */
package io.athena.apm.command.statsd;
