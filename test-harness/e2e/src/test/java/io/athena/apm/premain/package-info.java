/** Programs that need the engine's loader, which is visible in its package only. */
package io.athena.apm.premain;
