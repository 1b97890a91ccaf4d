/** Breakers as applications write them. */
package io.athena.apm.instrumentation.resilience.sample;
