/**
 * The measuring side of the commands {@code startup} and {@code idle}: it starts JVMs with and
 * without agents, reads from the operating system what they took, and reports the differences.
 */
package io.athena.apm.benchmarks;
