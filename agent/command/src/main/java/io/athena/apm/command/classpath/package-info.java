/**
 * Reads the class files of a service that does not run from directories and jars, and loads none.
 */
package io.athena.apm.command.classpath;
