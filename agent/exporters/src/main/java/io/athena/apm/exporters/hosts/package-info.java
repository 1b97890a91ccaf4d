/**
 * The address of a host whose name may move, for exporters that must not wait for name servers.
 *
 * <pre>
 *   thread of the exporter           │  a daemon thread for each question
 *                                    │
 *   beginFlush ─► HostLookup ────────┼─► Question ─► SystemResolver ─┬─► UncachedNames: names
 *   address    ◄─ what is known  ◄───┼── answer                      └─► CachedNames: the rest
 * </pre>
 *
 * <p>A flush uses what the one before has asked for. So a host that has moved is followed from the
 * second flush on, and no flush but the first waits.
 */
package io.athena.apm.exporters.hosts;
