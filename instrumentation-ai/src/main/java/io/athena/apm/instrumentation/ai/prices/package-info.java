/** List prices of models: the bundled table, the operator's file, and what tokens cost by them. */
package io.athena.apm.instrumentation.ai.prices;
