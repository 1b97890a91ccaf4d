/**
 * The table of settings and its four sources.
 *
 * <pre>
 *   agent argument ─► property ─► environment ─► file ─► default      SettingSources: raw text
 *   provider=statsd   -Dathena.    APM_PROVIDER   provider:                 │
 *                     apm.provider                statsd                    ▼
 *                                                                       Settings: typed, checked
 * </pre>
 *
 * <p>An invalid value or an unknown key is one log line; the default is used, and the application
 * starts.
 */
package io.athena.apm.core.settings;
