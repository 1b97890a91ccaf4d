/**
 * The classes of a service that does not run: files in directories and jars, none of them loaded.
 */
package io.athena.apm.command.classpath;
