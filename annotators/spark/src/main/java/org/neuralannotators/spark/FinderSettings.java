package org.neuralannotators.spark;

import java.io.Serializable;

/** What makes two finders the same; travels from the driver to the executors. */
record FinderSettings(InputKind kind, ModelFile model, String language, double minConfidence)
    implements Serializable {}
