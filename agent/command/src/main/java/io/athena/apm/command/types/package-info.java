/**
 * Checks value paths against declared types in class files: predicts the values that the agent will
 * read from objects.
 */
package io.athena.apm.command.types;
