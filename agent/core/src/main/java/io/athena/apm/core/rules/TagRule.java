package io.athena.apm.core.rules;

/**
 * One tag.
 *
 * @param origin its line
 */
public record TagRule(Origin origin, String key, TagValue value) {}
