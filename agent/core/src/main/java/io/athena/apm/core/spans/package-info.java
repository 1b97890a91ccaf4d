/**
 * Spans that are kept whole: a share of all, for people to look at. They never touch a count or a
 * duration; those come from cells, which see every span.
 */
package io.athena.apm.core.spans;
