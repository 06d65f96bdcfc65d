/** Recurrent layers that are stacked or read both ways. */
package org.neuralannotators.network.recurrent;
