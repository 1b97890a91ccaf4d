/**
 * The agent inside the test's own JVM: the same gate, weaver and probes as in the jar, woven into
 * the real library on the test's class path, with breakpoints that work.
 */
package io.athena.apm.kit.agent;
