/** Words of operators: what was probably meant, and how it is shown to them. */
package io.athena.apm.core.text;
