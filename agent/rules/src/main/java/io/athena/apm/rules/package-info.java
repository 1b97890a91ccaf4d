/**
 * The rules that an operator writes, from YAML text to an immutable model. {@code docs/rules.md} is
 * the grammar.
 *
 * <pre>
 *   file ─► RuleText ─► YamlDocument ─► RulesReader ─► RuleSet
 *           ≤ 1 MB,     no aliases,     RuleReader       │ rules()     those without a problem
 *           UTF-8       not too deep    TargetReader     │ problems()  file:line: one sentence, all
 *                                       MetricReader     ▼
 *                                       TagsReader     Rule ─► MethodPattern, Selector
 *                                                        └► TagRule, MetricRule ─► ValuePath, Condition
 * </pre>
 *
 * <p>Loaded only where rules are used. Nothing here knows of weaving.
 */
package io.athena.apm.rules;
