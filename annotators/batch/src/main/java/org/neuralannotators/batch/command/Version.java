package org.neuralannotators.batch.command;

import picocli.CommandLine.IVersionProvider;

/** The version that Maven wrote into the jar. */
final class Version implements IVersionProvider {
  static String ofSoftware() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(not from a jar)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "neural-annotators " + ofSoftware(), "Java " + System.getProperty("java.version")
    };
  }
}
