/**
 * Weaves advice into methods with Byte Buddy's {@code Advice}.
 *
 * <pre>
 *   class file of an advice ─► AdviceReader ─► AdviceType ─► AdviceClass (Byte Buddy's Advice)
 *                                                               │
 *                              Insertion   methods, fields and the name to report failures with
 *                                                               │
 *   class file of the library ─► ClassWeaver ─► Advice.wrap(AdvisedMethod, WeavingContext) ─► woven bytes
 * </pre>
 *
 * <p>Byte Buddy gets types by their names alone. This package loads and reads no class of the
 * library, and loads no class of the advice.
 */
package io.athena.apm.weaving.advice;
