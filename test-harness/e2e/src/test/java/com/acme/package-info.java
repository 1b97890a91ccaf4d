/**
 * Programs as people have them: they know nothing of the agent. The tests run them in JVMs of their
 * own and compare what the agent reports with what these do.
 */
package com.acme;
