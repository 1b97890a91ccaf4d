/**
 * Rules in effect: from a validated rule to advice in methods, and from a call to cells.
 *
 * <pre>
 *   RuleSet ─► ActiveRules ─► RuleTable ──► RuleWeaver ─► advice bound to one rule and one method
 *                  │                                              │ Probes.rules(), on the application's thread
 *                  └────────► RuleMeasurements ◄──────────────────┘
 *                                 └ CompiledRule ─ SpanMeasures, MetricMeasures, ChangeMeasures ─► cells
 * </pre>
 *
 * <p>Each measured method of a rule has a number, which woven code carries. Numbers are never
 * reused, so reports of code that is woven for a removed rule are ignored.
 */
package io.athena.apm.rules.active;
