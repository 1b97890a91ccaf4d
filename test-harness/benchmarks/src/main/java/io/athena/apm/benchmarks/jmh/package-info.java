/**
 * JMH benchmarks of single operations: cells by themselves, libraries with and without the agent.
 * Benchmark classes are public and not final because JMH generates subclasses of them.
 */
package io.athena.apm.benchmarks.jmh;
