/** Classes of a service that rules measure: outside the agent's packages, where no rule matches. */
package com.acme.scan;
