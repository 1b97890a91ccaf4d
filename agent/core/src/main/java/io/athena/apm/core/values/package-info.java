/**
 * Reading single values from an application's objects: the first slice of the rules engine.
 *
 * <p>Names are looked up once for each class and kept as method handles; nothing is reflected upon
 * per call. Reading only: fields, record components and getters, never a method with arguments.
 */
package io.athena.apm.core.values;
