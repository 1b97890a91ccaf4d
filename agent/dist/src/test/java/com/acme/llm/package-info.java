/** An application that asks models. */
package com.acme.llm;
