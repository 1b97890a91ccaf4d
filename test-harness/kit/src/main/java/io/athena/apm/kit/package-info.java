/**
 * What the tests of this project stand on: JVMs of their own, servers and sockets that receive
 * metrics. What was received is read with the parsers of the command {@code listen}.
 *
 * <p>Nothing here knows the agent. Every wait has a deadline, wakes up on what it waits for, and
 * says on failure what was there instead. A condition that a test asserts fails with an {@link
 * AssertionError}; a server that this machine does not have is a {@link
 * io.athena.apm.kit.Requirement}.
 */
package io.athena.apm.kit;
