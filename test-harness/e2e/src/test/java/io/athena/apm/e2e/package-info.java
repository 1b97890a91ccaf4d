/**
 * The finished jar on forked JVMs.
 *
 * <pre>
 *   the test ── Measured ──► a JVM: -javaagent, a program of com.acme or the Athena service
 *      │                        │
 *      └── totals ◄── a StatsD server or listener
 * </pre>
 */
package io.athena.apm.e2e;
