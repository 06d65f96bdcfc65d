/** Files in YAML: how they are read into records, and what is said of one that can't be used. */
package org.neuralannotators.yaml;
