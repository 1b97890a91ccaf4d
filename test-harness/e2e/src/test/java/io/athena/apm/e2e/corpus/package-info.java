/** Whole libraries with advice in every method, as a check of the weaver. */
package io.athena.apm.e2e.corpus;
