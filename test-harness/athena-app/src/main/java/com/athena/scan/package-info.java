/** Finds weaknesses and malware in a file, line by line, by tables of regular expressions. */
package com.athena.scan;
