/**
 * The agent's own log: few lines, one sentence each, on standard error.
 *
 * <p>Any thread hands a line over without waiting; the athena-apm thread writes it through tinylog,
 * so no application thread ever meets a log framework, a lock of it or its thread-locals.
 */
package io.athena.apm.core.log;
