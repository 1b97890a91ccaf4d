/** Models: how one is called, and what happens when it does not answer. */
package com.athena.ai;
