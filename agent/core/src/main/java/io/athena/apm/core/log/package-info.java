/**
 * The agent's own log: few lines, one sentence each, on standard error and in the file of {@code
 * log.file}.
 *
 * <pre>
 *   any thread ─► AgentLog (a queue) ─► athena-apm thread ─► StandardErrorWriter ─► tinylog
 *                                                       └──► LogFile             ─► tinylog
 * </pre>
 *
 * <p>tinylog's writers are called directly. Its {@code Logger} would load JMX before {@code main},
 * and read the configuration of an application that uses tinylog too.
 */
package io.athena.apm.core.log;
