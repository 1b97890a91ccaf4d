/** The pace at which datagrams are sent. */
package io.athena.apm.exporters.pacing;
