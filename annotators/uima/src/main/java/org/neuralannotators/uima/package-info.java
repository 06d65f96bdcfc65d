/**
 * The networks as engines of Apache UIMA. An engine reads sentences and tokens of any type, hands a
 * whole document to a shared model in one call and writes annotations of any type; all type names
 * are parameters. Errors come from {@code Messages.properties}.
 */
package org.neuralannotators.uima;
