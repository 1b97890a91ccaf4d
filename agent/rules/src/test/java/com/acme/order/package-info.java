/** A service's objects, which rules over generated services read. */
package com.acme.order;
