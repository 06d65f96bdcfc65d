package org.neuralannotators.it;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.pear.tools.PackageBrowser;
import org.apache.uima.pear.tools.PackageInstaller;
import org.apache.uima.util.XMLInputSource;

/** An application of plain UIMA that installs PEARs and runs them side by side. */
public final class PearRunner {
  private PearRunner() {}

  /**
   * The entities that each of the copies finds.
   *
   * @param folder where the PEAR is installed
   */
  public static List<List<String>> run(File pear, File folder, int copies, String text)
      throws Exception {
    List<AnalysisEngine> engines = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      PackageBrowser installed =
          PackageInstaller.installPackage(new File(folder, "copy" + i), pear, false);
      engines.add(
          UIMAFramework.produceAnalysisEngine(
              UIMAFramework.getXMLParser()
                  .parseResourceSpecifier(
                      new XMLInputSource(installed.getComponentPearDescPath()))));
    }
    List<List<String>> entities = new ArrayList<>();
    for (AnalysisEngine engine : engines) {
      CAS cas = engine.newCAS();
      cas.setDocumentText(text);
      engine.process(cas);
      entities.add(Entities.of(cas));
    }
    engines.forEach(AnalysisEngine::destroy);
    return entities;
  }
}
