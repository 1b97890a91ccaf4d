/**
 * Datadog through its own client, which knows Datadog's environment: in which container this is,
 * which tags a deployment has. Everything happens on the thread of the flush.
 *
 * <pre>
 *   Sample ─► SentSeries ─► Lines ─► DirectStatsDClient ─► Datagrams ─► AgentPort ─► UDP
 *             (a KnownSeries)        (one for life)            │            ▲
 *             counter, gauge, histogram;                    Delivery     HostLookup
 *             breakers: events, service checks too
 * </pre>
 */
package io.athena.apm.exporters.datadog;
