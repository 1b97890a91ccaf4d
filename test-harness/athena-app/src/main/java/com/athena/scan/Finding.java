package com.athena.scan;

/**
 * One rule matched one line.
 *
 * @param type what was found, for example {@code sql_injection}
 * @param severity how bad it is
 * @param line the line's number, from 1
 * @param message one sentence for people
 */
public record Finding(String type, Severity severity, int line, String message) {}
