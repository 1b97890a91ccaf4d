/** The two caches: one on Caffeine, one written by hand. */
package com.athena.cache;
