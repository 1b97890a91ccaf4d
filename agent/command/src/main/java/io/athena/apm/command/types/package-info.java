/**
 * Value paths, followed along declared types in class files: what the agent would find in objects,
 * as far as it can be known without them.
 */
package io.athena.apm.command.types;
