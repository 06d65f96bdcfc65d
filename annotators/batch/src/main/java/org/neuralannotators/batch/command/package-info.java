/**
 * The command line: one class for each command, which reads its options, calls the library and
 * prints. Exit codes are 0 for success, 1 when something failed on the way, and 2 for bad arguments
 * or a bad configuration.
 */
package org.neuralannotators.batch.command;
