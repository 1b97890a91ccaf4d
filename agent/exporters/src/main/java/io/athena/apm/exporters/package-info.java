/** Brings snapshots to back ends. Each sub-package is one provider; they do not know each other. */
package io.athena.apm.exporters;
