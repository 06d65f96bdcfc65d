package org.neuralannotators.batch.command;

import picocli.CommandLine.IVersionProvider;

/** The version that Maven wrote into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "neural-annotators " + (version == null ? "(not from a jar)" : version),
      "Java " + System.getProperty("java.version")
    };
  }
}
