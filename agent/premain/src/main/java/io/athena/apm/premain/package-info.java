/**
 * The agent's entry points and everything that runs before the application's {@code main}.
 *
 * <pre>
 *   JVM ─► AgentPremain ─► Gate installed, thread athena-apm started ─► return
 *                            │                     │
 *   JVM, every class ────────┘                     └─► EngineStart ─► EngineLoader ─► Agent.boot
 *                            ▲                                                            │
 *                            └── the weaver, once it is ready ────────────────────────────┘
 * </pre>
 *
 * <p>Java 8 bytecode on the system class path: an old JVM can load it and print why the agent does
 * not start, and no class loader of ours runs while the application waits. The engine is created by
 * name; both sides exchange JDK types only.
 *
 * <p>{@code premain} returns at once, except when rules may be set, when classes with hooks were
 * loaded before it, and under a foreign system class loader: then it waits until the engine weaves.
 */
package io.athena.apm.premain;
