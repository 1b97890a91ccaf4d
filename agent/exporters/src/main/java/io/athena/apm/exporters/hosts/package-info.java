/** Looks up the address of a host on a thread of its own, never in a flush. */
package io.athena.apm.exporters.hosts;
