/**
 * Writes the changes of an interval to a terminal, as one table.
 *
 * <pre>
 *   Snapshot ─► Changes ─► Table ─► text, written at once
 * </pre>
 */
package io.athena.apm.exporters.console;
