/**
 * The four doors between the agent and the application: premain, weaving, advice, flush. Each
 * catches everything, counts it, logs the first of its kind and stays quiet about the rest.
 */
package io.athena.apm.core.errors;
