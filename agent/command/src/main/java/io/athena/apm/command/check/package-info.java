/**
 * Compares rules with the classes of a class path: what they match, and paths that can't be read.
 */
package io.athena.apm.command.check;
