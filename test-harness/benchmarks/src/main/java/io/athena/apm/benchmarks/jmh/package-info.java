/**
 * What one operation costs, measured with JMH: cells on their own, libraries with and without the
 * agent. Benchmark classes are public and not final because JMH generates subclasses of them.
 */
package io.athena.apm.benchmarks.jmh;
