/**
 * Advice goes into methods: from two class files to one.
 *
 * <pre>
 *   class file of an advice ─► AdviceClass ── AdviceMethod, AdviceParameter
 *                                  │
 *                              Insertion   which methods, in whose name
 *                                  │
 *   class file of the library ─► ClassWeaver ─► AdviceInliner, one for each method and advice
 *                                  │                │ InlinedAdvice   the advice's own instructions, moved
 *                                  │                │ OperandStack    what lies on the stack at a return
 *                                  │                │ FrameLocals     what the verifier is told
 *                                  ▼                ▼
 *                               woven bytes, or a method that is left alone: Unweavable
 * </pre>
 *
 * <p>Advice is written with Byte Buddy's annotations, a small part of them; Byte Buddy itself is in
 * the tests only. Nothing here loads a class of the library or of the advice.
 */
package io.athena.apm.core.advice;
