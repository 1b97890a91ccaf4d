/**
 * Ids of traces and spans in the context of log events, where the setting {@code log.context} asks
 * for them. The application's thread-locals stay as they are: each library is hooked where a log
 * event gets its context.
 *
 * <p>Called by threads that log.
 */
package io.athena.apm.instrumentation.logging;
