package io.athena.apm.weaving.advice;

/**
 * A field that an advice reads.
 *
 * @param owner internal name of the class that declares it
 * @param name its name
 * @param descriptor its type's descriptor
 * @param isStatic whether it belongs to the class
 */
public record FieldReference(String owner, String name, String descriptor, boolean isStatic) {}
