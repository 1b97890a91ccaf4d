/** The analysis of one file, from its bytes to a verdict. */
package com.athena.analysis;
