/**
 * The commands of the jar: {@code java -jar athena-apm-agent.jar}. They run on the main thread of a
 * JVM of their own, never in the JVM of a service.
 */
package io.athena.apm.command;
