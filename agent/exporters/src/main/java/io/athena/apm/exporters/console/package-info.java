/**
 * For people in front of a terminal: what changed in the interval, as one table.
 *
 * <pre>
 *   Snapshot ─► Changes ─► Row, Row, … ─► Table ─► text, written at once
 * </pre>
 */
package io.athena.apm.exporters.console;
