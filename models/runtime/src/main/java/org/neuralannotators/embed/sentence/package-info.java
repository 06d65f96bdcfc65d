/**
 * Vectors of whole texts as sentence-transformers makes them (Reimers and Gurevych 2019): an
 * encoder, pooling over its pieces, linear layers, and perhaps a common length.
 */
package org.neuralannotators.embed.sentence;
