/** What a service has of its own, for a rule to measure. */
package com.acme;
