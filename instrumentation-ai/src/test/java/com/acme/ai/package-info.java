/** An AI manager as applications write them. */
package com.acme.ai;
