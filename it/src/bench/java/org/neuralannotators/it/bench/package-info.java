/**
 * Benchmarks, run by {@code mvn -Pbench}: ours and the peers in turn on the same tokens, in one
 * run.
 */
package org.neuralannotators.it.bench;
