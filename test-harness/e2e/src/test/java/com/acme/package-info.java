/**
 * Typical programs without knowledge of the agent. The tests run them in forked JVMs and compare
 * the agent's reports with the work done.
 */
package com.acme;
