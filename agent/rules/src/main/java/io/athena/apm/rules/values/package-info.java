/**
 * Reads single values from objects of the application.
 *
 * <pre>
 *   "return.findings.0.severity" ─► ValuePath: root, steps           parsed once
 *                                      │
 *   object ─► PathReader ─► Step ─► Access of the object's class     found once, kept by the class
 *                                      │ ElementAccess  list, map, array
 *                                      │ FieldAccess    a field: runs no code
 *                                      │ GetterAccess   a method without arguments
 *                                      │ JdkMember      the members of JDK classes that may be read
 *                                      ▼
 *                              Wrappers, ValueConversion: text, number, boolean, items
 * </pre>
 *
 * <p>Members are looked up once for each class and kept as method handles; no call uses reflection.
 * The methods that may be run are a closed list, see {@code docs/rules.md}.
 */
package io.athena.apm.rules.values;
