/** Asks another service what it knows about a file, behind a Resilience4j circuit breaker. */
package com.athena.reputation;
