/** Where bundles are found, and the models of them that a process shares. */
package org.neuralannotators.bundle.registry;
