/**
 * Datadog through its own client, which knows Datadog's environment: where the Agent is, in which
 * container this is, which tags a deployment has.
 *
 * <pre>
 *   Sample ─► SentSeries ─► DirectStatsDClient (one for each flush) ─► Datagrams ─► UDP
 *   circuit_breaker.* ─► BreakerNews ─► events, service checks
 * </pre>
 */
package io.athena.apm.exporters.datadog;
