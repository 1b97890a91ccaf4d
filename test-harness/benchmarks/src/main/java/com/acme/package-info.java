/** Classes of a service, which a rule measures. */
package com.acme;
