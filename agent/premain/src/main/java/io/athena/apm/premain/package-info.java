/**
 * The entry of the agent, and all of it that runs before the application's {@code main}.
 *
 * <pre>
 *   JVM ─► AgentPremain ─► Gate installed, thread athena-apm started ─► return
 *                            │                     │
 *   JVM, every class ────────┘                     └─► EngineStart ─► EngineLoader ─► Agent.boot
 *                            ▲                                                            │
 *                            └── the weaver, once it is ready ────────────────────────────┘
 * </pre>
 *
 * <p>Java 8 bytecode on the system class path: an old JVM can load it to say why the agent does not
 * start, and nothing here has to be fetched through a loader of our own while the application
 * waits. The engine is handed over to by name and hands back JDK types.
 */
package io.athena.apm.premain;
