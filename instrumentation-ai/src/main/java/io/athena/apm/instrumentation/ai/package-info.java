/**
 * LLM clients and AI managers.
 *
 * <pre>
 *   AthenaAiManager ─► AiCalls.startAnalysis ─┐ context of the thread
 *     OpenAiJava ─► AiCalls.startCall ─► AiCall    │ one Analysis, any number of AiCalls
 *                         │                        │
 *        ClientAdapter ─► AiCall.end ──────────────┤ ► ai.call.*, ai.tokens, ai.failover
 *   ◄───────────────── AiCalls.endAnalysis ───┘ ► ai.analysis.*
 * </pre>
 *
 * <p>An analysis is the outermost AI operation, what the caller waited for; a call is one request
 * to a provider, what is paid for. A call outside of any analysis is one itself. A client library
 * is one file: its hooks, and an adapter that reads its objects ({@link
 * io.athena.apm.instrumentation.ai.AiClient}).
 */
package io.athena.apm.instrumentation.ai;
