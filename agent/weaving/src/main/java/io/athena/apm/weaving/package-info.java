/**
 * From a class that is being loaded to the same class with advice in it.
 *
 * <pre>
 *   JVM, every class ─► Gate (premain) ── name in no table ─► null, at once
 *                         │
 *                         └── match ─► waits for the engine ─► WeavingTransformer ─► AdviceWeaver
 *                                                                           │ RuntimeVisibility  does its loader see us?
 *                                                                           │ AdviceMembers      has it what advice names?
 *                                                                           ▼
 *                                                                        woven bytes, or null
 * </pre>
 *
 * <p>Hooks are strings and records; only the weaver loads Byte Buddy.
 */
package io.athena.apm.weaving;
