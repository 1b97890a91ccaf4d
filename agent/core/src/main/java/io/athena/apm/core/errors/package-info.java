/**
 * The four doors between the agent and the application: premain, weaving, advice, flush. Each
 * catches every exception, counts it, and logs the first of each kind.
 */
package io.athena.apm.core.errors;
