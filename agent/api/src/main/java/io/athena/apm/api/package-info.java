/**
 * Measuring by hand.
 *
 * <pre>
 *   application ──► Apm, Span      without the agent: empty methods
 *                    ▲
 *                    └── woven by the agent, in whichever class loader and version it finds them
 * </pre>
 *
 * <p>The agent does not contain these classes and never calls them, so an application may keep an
 * older copy for as long as it likes: what that copy lacks is not measured, the rest is.
 */
package io.athena.apm.api;
