package io.athena.apm.instrumentation.ai;

/**
 * A client library that is measured.
 *
 * @param name of its instrumentation
 * @param libraryPackage the start of its classes' names
 * @param clients its readers, by the class of its object that knows where to send; null where this
 *     version of the library can't be read
 */
record ClientLibrary(String name, String libraryPackage, ClassValue<AiClient> clients) {}
