/**
 * What runs in the measured JVMs. It knows neither the agent nor the rest of this module, so its
 * class path is that of an ordinary service.
 */
package io.athena.apm.benchmarks.program;
