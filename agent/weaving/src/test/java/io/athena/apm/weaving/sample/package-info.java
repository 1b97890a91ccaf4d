/** A library and its advice, as the weaver's tests need them. */
package io.athena.apm.weaving.sample;
