/** The kernels as ND4J's operations. */
package org.neuralannotators.network.kernel.nd4j;
