/** A program whose own classes come late. */
package com.acme.late;
