/** An AI manager as applications write them. */
package io.athena.apm.instrumentation.ai.sample;
