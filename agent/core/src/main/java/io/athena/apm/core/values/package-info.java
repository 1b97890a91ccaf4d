/**
 * Reading single values from an application's objects.
 *
 * <pre>
 *   "return.findings.0.severity" ─► ValuePath: root, steps           parsed once
 *                                      │
 *   object ─► PathReader ─► Step ─► Access of the object's class     found once, kept by the class
 *                                      │ ElementAccess  list, map, array
 *                                      │ FieldAccess    a field: runs no code
 *                                      │ GetterAccess   a method without arguments
 *                                      │ JdkMember      the closed list of what the JDK's classes tell
 *                                      ▼
 *                              Wrappers, Forms: text, number, boolean, items
 * </pre>
 *
 * <p>Members are found once for each class and kept as method handles; nothing is reflected upon
 * per call. What may be run is a closed list, see {@code docs/rules.md}. {@link ValueReader} is the
 * older and smaller reader of Athena's own instrumentations.
 */
package io.athena.apm.core.values;
