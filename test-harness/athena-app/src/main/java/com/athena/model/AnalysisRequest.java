package com.athena.model;

/**
 * What a model is asked.
 *
 * @param fileType type of the file in question, as the scanner names it
 * @param prompt the whole question; equal prompts may be answered from the cache
 */
public record AnalysisRequest(String fileType, String prompt) {}
