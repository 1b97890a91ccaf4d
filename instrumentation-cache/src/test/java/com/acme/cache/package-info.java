/** Caches as applications write them. */
package com.acme.cache;
