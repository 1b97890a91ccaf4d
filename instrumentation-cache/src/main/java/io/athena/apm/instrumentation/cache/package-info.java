/**
 * Caches.
 *
 * <pre>
 *   CaffeineCaches ── builder hooks: statistics on, cache registered ──► Caches ── poll ─► cache.*
 *   AthenaCache ───── get: hit or miss by the result ──────────────────► Caches ────────► cache.hit, .miss
 * </pre>
 *
 * <p>A library that counts by itself is asked at each flush; nothing runs on its hot path.
 */
package io.athena.apm.instrumentation.cache;
