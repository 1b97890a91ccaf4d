/** What the sockets of all exporters have in common. */
package io.athena.apm.exporters.sockets;
