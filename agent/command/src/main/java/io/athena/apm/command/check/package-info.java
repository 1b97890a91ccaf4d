/** Compares rules with the classes of a class path: finds matches, and paths that can't be read. */
package io.athena.apm.command.check;
