/** What the protobuf formats of Prometheus and OTLP have in common: messages, and buckets. */
package io.athena.apm.exporters.protobuf;
