/**
 * The composition root: the only place that knows both ends.
 *
 * <pre>
 *   premain.EngineStart ─► Agent.boot ─► Boot     settings, cells, probes, weaver ─► the gate opens
 *     on athena-apm                        │      exporters, flush, exit hook
 *                                          └────► AgentLoop, which the thread then runs
 * </pre>
 */
package io.athena.apm.agent;
