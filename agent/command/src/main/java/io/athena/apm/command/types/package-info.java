/**
 * Checks value paths against declared types in class files: predicts what the agent will read from
 * objects.
 */
package io.athena.apm.command.types;
