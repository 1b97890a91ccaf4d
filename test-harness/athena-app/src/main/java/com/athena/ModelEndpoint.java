package com.athena;

/** An OpenAI API, by its address with version, and the key to it. */
record ModelEndpoint(String baseUrl, String apiKey) {}
