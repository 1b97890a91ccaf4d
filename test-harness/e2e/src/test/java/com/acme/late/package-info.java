/** A program that loads its classes late. */
package com.acme.late;
