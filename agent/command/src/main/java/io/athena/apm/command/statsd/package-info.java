/**
 * What receivers make of StatsD lines: one strict parser for each dialect the agent writes.
 *
 * <pre>
 *   line ─► Dialect ─► StatsdLine ─► StatsdTotals ─► what the receiver would report
 *              └─ MalformedLine: the rule that the line breaks
 * </pre>
 *
 * <p>Strict means: refused is what the receiver drops, and what it takes for something else than
 * its sender meant. {@code listen} and the project's tests read with the same parsers.
 */
package io.athena.apm.command.statsd;
