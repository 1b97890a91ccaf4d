/**
 * LLM clients and AI managers.
 *
 * <pre>
 *   AthenaAiManager ────────► AiOperations.startAnalysis ─┐ context of the thread
 *     OpenAiChatCompletions ─► AiOperations.startCall     │ one Analysis, any number of AiCalls
 *                            ◄ AiOperations.endCall ──────┤ ► ai.call.*, ai.tokens, ai.failover
 *   ◄──────────────────────── AiOperations.endAnalysis ───┘ ► ai.analysis.*
 * </pre>
 *
 * <p>An analysis is the outermost AI operation, what the caller waited for; a call is one request
 * to a provider, what is paid for. A call outside of any analysis is one itself.
 */
package io.athena.apm.instrumentation.ai;
