/** A service's objects, for rules over generated services to read. */
package com.acme.order;
