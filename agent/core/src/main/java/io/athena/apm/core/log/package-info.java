/**
 * The agent's own log: few lines, one sentence each, on standard error.
 *
 * <p>Any thread hands a line over without waiting; the athena-apm thread writes it. No log
 * framework: each of those that are small enough touches JMX, JUL or the application's
 * configuration in order to print a sentence.
 */
package io.athena.apm.core.log;
