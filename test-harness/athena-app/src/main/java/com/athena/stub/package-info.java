/**
 * Stands in for the services that are not there: a model behind the OpenAI API and a reputation
 * service. All it does follows from counts and requests, never from chance.
 */
package com.athena.stub;
