package io.athena.apm.weaving.advice;

/** A member of a library that the code of an advice names; the owner is an internal name. */
public record MemberReference(String owner, String name, String descriptor) {}
