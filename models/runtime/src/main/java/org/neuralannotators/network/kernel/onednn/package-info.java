/** The kernels as oneDNN's primitives on ND4J's memory. */
package org.neuralannotators.network.kernel.onednn;
