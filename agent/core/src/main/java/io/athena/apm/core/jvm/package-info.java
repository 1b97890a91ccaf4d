/**
 * The JVM's own metrics, read at each flush on the athena-apm thread.
 *
 * <p>JMX is touched only once the application's {@code main} runs: an application may configure the
 * management and logging of its JVM there.
 */
package io.athena.apm.core.jvm;
