/**
 * The fused operations that layers are made of, and the memory that they work on. A kernel names
 * arrays by memory, shape and type, so that a form of it can live on any device; the forms are
 * tested equal.
 */
package org.neuralannotators.network.kernel;
