/**
 * The runtime zone: all types of the agent that woven code may name.
 *
 * <pre>
 *   woven method ── advice, inlined ──► Probes ──► AiProbe, CacheProbe, CircuitBreakerProbe, ...
 *                                          ▲
 *                                          └── set once by the engine, which implements them
 * </pre>
 *
 * <p>These types live on the system class path, where {@code -javaagent} puts them; the engine is
 * invisible to the application and reaches it only through here. JDK types only, plain statements:
 * every class here is loaded in every application, and its methods run on the application's
 * threads.
 */
package io.athena.apm.runtime;
