/** Text in messages for operators: quotes, and the nearest name. */
package io.athena.apm.core.text;
