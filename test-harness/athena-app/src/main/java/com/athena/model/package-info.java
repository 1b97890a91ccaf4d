/** What is asked and answered: plain values that the other packages hand to each other. */
package com.athena.model;
