/**
 * The programs of the measured JVMs. They use neither the agent nor the rest of this module, so
 * their class path is that of an ordinary service.
 */
package io.athena.apm.benchmarks.program;
