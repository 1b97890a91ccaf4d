/**
 * Run by the build and no part of the jar: packs the engine into the one entry that {@code
 * io.athena.apm.premain.EngineArchive} reads.
 */
package io.athena.apm.packaging;
