/** Rules against the classes of a class path: what they mean, and what of it can't be read. */
package io.athena.apm.command.check;
