/**
 * Weaves advice into methods with Byte Buddy's {@code Advice}.
 *
 * <pre>
 *   class file of an advice ─► AdviceReader ─► AdviceType ─► AdviceClass (Byte Buddy's Advice)
 *                                                               │
 *                              Insertion   methods, fields and the name to report failures with
 *                                                               │
 *   class file of the library ─► ClassWeaver ─► Advice.wrap(AdvisedType, AdvisedMethod) ─► woven bytes
 * </pre>
 *
 * <p>Byte Buddy sees types by their names alone. Nothing here loads or reads a class of the
 * library, and no class of the advice is loaded.
 */
package io.athena.apm.weaving.advice;
