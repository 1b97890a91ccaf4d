/**
 * The jar started by itself: {@code java -jar athena-apm-agent.jar}. Runs on the main thread of a
 * JVM without a service, and never in one with a service.
 */
package io.athena.apm.command;
