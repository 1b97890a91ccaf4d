/**
 * Run by the build and no part of the jar: packs the engine into the one entry that {@code
 * io.athena.apm.premain.EngineArchive} reads, and marks the entry points of the agent.
 */
package io.athena.apm.packaging;
