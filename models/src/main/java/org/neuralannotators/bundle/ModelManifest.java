package org.neuralannotators.bundle;

import java.util.List;

/** First form: what a model says of itself. */
public record ModelManifest(String kind, String name, String language, List<String> labels) {}
