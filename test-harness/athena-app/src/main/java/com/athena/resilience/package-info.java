/** The service's own circuit breaker, written by hand before it knew of a library. */
package com.athena.resilience;
