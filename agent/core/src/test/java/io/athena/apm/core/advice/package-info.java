/** Advice in methods of every shape, next to what Byte Buddy makes of the same. */
package io.athena.apm.core.advice;
