/** Advice in methods of every shape. */
package io.athena.apm.weaving.advice;
