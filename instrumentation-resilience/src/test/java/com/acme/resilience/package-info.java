/** Breakers as applications write them. */
package com.acme.resilience;
