package org.neuralannotators.uima;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.descriptor.ResourceMetaData;
import org.apache.uima.fit.descriptor.TypeCapability;
import org.neuralannotators.split.TextRange;
import org.neuralannotators.split.TextSplitter;
import org.neuralannotators.types.TypeNames;

/**
 * Finds the tokens of the sentences that have none yet; those of others stay as they are. Threads
 * and models as in {@link SplitterEngine}.
 */
@ResourceMetaData(
    name = "Token Splitter",
    description = "Finds the tokens of the sentences that have none yet.",
    vendor = "org.neuralannotators")
@TypeCapability(inputs = TypeNames.SENTENCE, outputs = TypeNames.TOKEN)
public final class TokenSplitter extends SplitterEngine {
  public static final String PARAM_TOKEN_TYPE = "tokenType";

  @ConfigurationParameter(
      name = PARAM_TOKEN_TYPE,
      defaultValue = TypeNames.TOKEN,
      description = "Type of the tokens.")
  private String tokenType;

  private Type tokens;

  @Override
  void findMoreTypes(TypeSystem types) throws AnalysisEngineProcessException {
    tokens = new TypeParameter(PARAM_TOKEN_TYPE, tokenType).find(types);
  }

  @Override
  void split(CAS view, String text, TextSplitter splitter) throws AnalysisEngineProcessException {
    NavigableMap<Integer, Integer> taken = new TreeMap<>();
    for (AnnotationFS token : view.<AnnotationFS>getAnnotationIndex(tokens)) {
      taken.merge(token.getBegin(), token.getEnd(), Math::max);
    }
    for (AnnotationFS found : Distinct.of(view, sentences()).requireWithin(view).annotations()) {
      TextRange sentence = new TextRange(found.getBegin(), found.getEnd());
      if (isFree(sentence, taken)) {
        for (TextRange token : splitter.tokens(text, sentence)) {
          add(view, tokens, token);
          taken.put(token.begin(), token.end());
        }
      }
    }
  }

  private static boolean isFree(TextRange sentence, NavigableMap<Integer, Integer> taken) {
    Map.Entry<Integer, Integer> last = taken.lowerEntry(sentence.end());
    return last == null || last.getValue() <= sentence.begin();
  }
}
