package org.neuralannotators.train;

/** Placeholder: what training led to. */
public record TrainingResult() {}
