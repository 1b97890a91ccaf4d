/**
 * The foundation of this project's tests: forked JVMs, and servers and sockets that receive
 * metrics. The parsers of the command {@code listen} read what they received.
 *
 * <p>Nothing here depends on the agent. Every wait has a deadline, ends as soon as its condition
 * holds, and reports on failure what it saw instead. A failed condition is an {@link
 * AssertionError}; a server that this machine lacks is a {@link io.athena.apm.kit.Requirement}.
 */
package io.athena.apm.kit;
