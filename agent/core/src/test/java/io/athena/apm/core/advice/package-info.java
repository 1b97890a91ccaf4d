/** Advice in methods of every shape. */
package io.athena.apm.core.advice;
