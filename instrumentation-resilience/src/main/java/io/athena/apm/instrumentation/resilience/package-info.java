/**
 * Circuit breakers.
 *
 * <pre>
 *   Resilience4jCircuitBreaker ─┐ advice            CircuitBreakers ─► circuit_breaker.event
 *   AthenaCircuitBreaker ───────┴─► CircuitBreakerProbe ──┘    └─ poll ─► state, open.duration
 * </pre>
 */
package io.athena.apm.instrumentation.resilience;
