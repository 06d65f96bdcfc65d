/** How parameters follow their gradients. */
package org.neuralannotators.network.optimizer;
