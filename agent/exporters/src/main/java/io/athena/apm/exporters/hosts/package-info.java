/** The address of a host whose name is looked up beside the flushes, never within one. */
package io.athena.apm.exporters.hosts;
