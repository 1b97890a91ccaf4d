package io.athena.apm.weaving.advice;

/** A field that an advice reads; the owner is the internal name of the class that declares it. */
public record FieldReference(String owner, String name, String descriptor, boolean isStatic) {}
