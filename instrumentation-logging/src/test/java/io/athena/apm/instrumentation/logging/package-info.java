/** Tests with the real logging libraries. */
package io.athena.apm.instrumentation.logging;
