/**
 * OTLP over HTTP with protobuf: metrics, and kept spans as traces.
 *
 * <pre>
 *   OtlpExporter ─► MetricsEncoder, SpansEncoder ─► ProtobufMessage ─► OtlpSender ─► HttpPost
 *                        │                                                 │
 *                    OtlpNames                                         Delivery: sent, dropped, failed
 * </pre>
 */
package io.athena.apm.exporters.otlp;
