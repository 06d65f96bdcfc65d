/** The layers of transformers, made of attention and of what is between. */
package org.neuralannotators.network.transformer;
