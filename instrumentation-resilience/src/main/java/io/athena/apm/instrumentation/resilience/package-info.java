/**
 * Circuit breakers, bulkheads, retries, rate and time limiters.
 *
 * <pre>
 *   Resilience4jCircuitBreaker ─┐ advice            CircuitBreakers ─► circuit_breaker.event
 *   AthenaCircuitBreaker ───────┴─► CircuitBreakerProbe ──┘    └─ poll ─► state, open.duration
 *
 *   Resilience4jBulkhead ─┐ advice             ResiliencePolicies ─► bulkhead.event, retry.event, ...
 *   Resilience4jRetry ... ┴─► ResilienceProbe ───┘         └─ poll ─► bulkhead.available
 * </pre>
 */
package io.athena.apm.instrumentation.resilience;
