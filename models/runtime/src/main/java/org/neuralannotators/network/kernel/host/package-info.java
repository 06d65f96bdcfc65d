/** What kernels on the CPU do in plain Java, where a native operation costs more than it saves. */
package org.neuralannotators.network.kernel.host;
