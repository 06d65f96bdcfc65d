package org.neuralannotators.it.bench;

import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.PropertiesUtils;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.uima.UIMAException;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.CasFactory;
import org.neuralannotators.corenlp.NeuralNerAnnotator;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.NamedEntityRecognizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Documents of 50 sentences through the tagger alone and through the frameworks' adapters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class AdapterBenchmark {
  private static final int SENTENCES = 50;

  private NeuralTagger bare;
  private Annotator coreNlp;
  private AnalysisEngine uima;
  private List<List<List<String>>> documents;
  private List<Annotation> annotations;
  private List<CAS> views;
  private int next;

  @Setup
  public void load() throws UIMAException {
    String model = System.getProperty("bench.model");
    documents = Documents.ofSize(SENTENCES).subList(0, 40);
    bare = NeuralTagger.load();
    Properties properties = PropertiesUtils.asProperties("neuralner.modelLocation", model);
    coreNlp = new NeuralNerAnnotator("neuralner", properties);
    uima =
        AnalysisEngineFactory.createEngine(
            NamedEntityRecognizer.class, NamedEntityRecognizer.PARAM_MODEL_LOCATION, model);
    StanfordCoreNLP tokenizer =
        new StanfordCoreNLP(
            PropertiesUtils.asProperties(
                "annotators", "tokenize", "tokenize.whitespace", "true", "ssplit.eolonly", "true"));
    annotations = documents.stream().map(AdapterBenchmark::text).map(Annotation::new).toList();
    annotations.forEach(tokenizer::annotate);
    views = documents.stream().map(AdapterBenchmark::view).toList();
  }

  private static String text(List<List<String>> document) {
    return document.stream()
        .map(tokens -> String.join(" ", tokens))
        .collect(Collectors.joining("\n"));
  }

  private static CAS view(List<List<String>> document) {
    try {
      CAS cas = CasFactory.createCas();
      cas.setDocumentText(text(document));
      Type sentence = cas.getTypeSystem().getType(TypeNames.SENTENCE);
      Type token = cas.getTypeSystem().getType(TypeNames.TOKEN);
      int begin = 0;
      for (List<String> tokens : document) {
        int end = begin;
        for (String word : tokens) {
          cas.addFsToIndexes(cas.createAnnotation(token, end, end + word.length()));
          end += word.length() + 1;
        }
        cas.addFsToIndexes(cas.createAnnotation(sentence, begin, end - 1));
        begin = end;
      }
      return cas;
    } catch (UIMAException e) {
      throw new IllegalStateException(e);
    }
  }

  @TearDown
  public void close() {
    bare.tagger().close();
    coreNlp.unmount();
    uima.destroy();
  }

  private int next() {
    next = (next + 1) % documents.size();
    return next;
  }

  @Benchmark
  public List<Tagging> tagger() {
    return bare.tagger().tag(documents.get(next()));
  }

  @Benchmark
  public Annotation coreNlp() {
    Annotation annotation = annotations.get(next());
    coreNlp.annotate(annotation);
    return annotation;
  }

  /** The entities of the last time are removed first, which counts as the adapter's time. */
  @Benchmark
  public CAS uima() throws AnalysisEngineProcessException {
    CAS cas = views.get(next());
    List.copyOf(cas.<org.apache.uima.jcas.tcas.Annotation>select(entityType(cas)).asList())
        .forEach(cas::removeFsFromIndexes);
    uima.process(cas);
    return cas;
  }

  private static Type entityType(CAS cas) {
    return cas.getTypeSystem().getType(TypeNames.NAMED_ENTITY);
  }
}
