package io.athena.apm.weaving.advice;

/**
 * A member of a library that the code of an advice names.
 *
 * @param owner internal name of the class that the code names
 * @param name its name
 * @param descriptor its descriptor
 */
public record MemberReference(String owner, String name, String descriptor) {}
