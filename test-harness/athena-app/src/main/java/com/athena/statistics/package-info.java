/** What the service counts about itself. */
package com.athena.statistics;
