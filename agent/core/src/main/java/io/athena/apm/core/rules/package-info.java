/**
 * The rules that an operator writes, from YAML text to an immutable model. {@code docs/rules.md} is
 * the grammar.
 *
 * <pre>
 *   file ─► RuleText ─► YamlGuard ─► RulesReader ─► RuleSet
 *           ≤ 1 MB,     no aliases,  RuleReader       │ rules()     those without a problem
 *           UTF-8       no depth     MetricReader     │ problems()  file:line: one sentence, all of them
 *                                    TagsReader       ▼
 *                                                   Rule ─► MethodPattern, Selector
 *                                                        └► TagRule, MetricRule ─► ValuePath, Condition
 * </pre>
 *
 * <p>Loaded only where rules are used. Nothing here knows of weaving.
 */
package io.athena.apm.core.rules;
