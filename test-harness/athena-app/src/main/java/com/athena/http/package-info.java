/** The service's face: what a client may ask, and what it is answered. */
package com.athena.http;
