/**
 * Adapters: classes of an instrumentation that implement or call a library's types as plain Java.
 *
 * <pre>
 *   application's loader: the library ◄─── AdapterLoader: adapters ───► engine's loader: io.athena.apm.*
 *            │                                      ▲
 *            └── a class of the library ── ClassValue ──► its adapter (Adapters)
 * </pre>
 *
 * <p>The class of the library holds the adapter, and through it the loader. The engine holds
 * neither strongly, so an application that is undeployed is collected.
 */
package io.athena.apm.weaving.adapter;
