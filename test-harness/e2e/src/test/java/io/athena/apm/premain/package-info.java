/** Programs that need the engine's loader, which is package-private. */
package io.athena.apm.premain;
