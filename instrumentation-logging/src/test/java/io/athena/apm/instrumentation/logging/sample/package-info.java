/** Programs that tests run with a logging library to themselves. */
package io.athena.apm.instrumentation.logging.sample;
