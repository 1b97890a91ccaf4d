/**
 * Weaves advice into classes while they are loaded.
 *
 * <pre>
 *   JVM, every class ─► Gate (premain) ── name in no table ─► null, at once
 *                         │
 *                         └── match ─► waits for the engine ─► WeavingTransformer ─► AdviceWeaver
 *                                                                           │ RuntimeVisibility  does its loader resolve the runtime zone?
 *                                                                           │ LibraryMembers     does the library have the members that the advice names?
 *                                                                           ▼
 *                                                                        woven bytes, or null
 * </pre>
 *
 * <p>Hooks are strings and records; only the weaver loads Byte Buddy.
 */
package io.athena.apm.weaving;
