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
 *
 * <p>Failsafe has no names, nor have SmallRye's guards without a description: the probes give them,
 * by the method that created a policy or guard ({@link
 * io.athena.apm.instrumentation.resilience.PolicyNames}). Hystrix reports no changes of state: the
 * probe reads it from fields where it may have changed. Calls that Spring retries have the names
 * that Spring gives, or that of the calling method ({@link
 * io.athena.apm.instrumentation.resilience.SpringRetries}).
 */
package io.athena.apm.instrumentation.resilience;
