/** A service's own classes, as rules measure them: outside the agent's packages, which are not. */
package com.acme.scan;
