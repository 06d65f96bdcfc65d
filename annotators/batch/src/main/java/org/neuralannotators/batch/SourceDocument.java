package org.neuralannotators.batch;

import java.nio.file.Path;

/**
 * A document to annotate.
 *
 * @param file where it lies
 * @param name its path below the folder of output
 */
public record SourceDocument(Path file, Path name) {}
