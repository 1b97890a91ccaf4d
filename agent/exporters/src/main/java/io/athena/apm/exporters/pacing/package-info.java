/** How fast datagrams leave. */
package io.athena.apm.exporters.pacing;
