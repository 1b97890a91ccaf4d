/** Caches as applications write them. */
package io.athena.apm.instrumentation.cache.sample;
