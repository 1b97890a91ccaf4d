/** Applications that measure by hand. */
package io.athena.apm.instrumentation.api.sample;
