package org.neuralannotators.train.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.EncoderHeadModel;
import org.neuralannotators.classify.HeadArchitecture;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.classify.LabelledText;
import org.neuralannotators.classify.LabelledTextFormat;
import org.neuralannotators.classify.SequenceExample;
import org.neuralannotators.classify.TextClassification;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.eval.ClassScorer;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.teach.TeacherConfig;
import org.neuralannotators.train.teach.TeacherKind;

/** Labels of texts, or of pairs; each window of a long text is learnt with the text's label. */
final class ClassifierTask implements FineTuningTask<ClassTarget, LabelledText> {
  private final FineTuningConfig config;
  private final LabelledTextFormat format;

  ClassifierTask(FineTuningConfig config) {
    this.config = config;
    FineTuningConfig.refuse("maximumAnswer", config.maximumAnswer(), "train qa");
    format =
        Objects.requireNonNullElse(config.data().columns(), FineTuningConfig.Columns.DEFAULT)
            .format();
  }

  @Override
  public HeadKind<ClassTarget> kind() {
    return HeadKind.CLASSIFIER;
  }

  @Override
  public List<LabelledText> read(Path file, FineTuningConfig.DataSet set) throws IOException {
    LabelMap labels = new LabelMap(Objects.requireNonNullElse(set.labels(), Map.of()));
    List<LabelledText> texts = new ArrayList<>();
    for (LabelledText text : format.read(file)) {
      labels.map(text.label()).ifPresent(label -> texts.add(text.withLabel(label)));
    }
    return texts;
  }

  @Override
  public List<LabelledText> readText(Path file) throws IOException {
    return format.readTexts(file);
  }

  @Override
  public TeacherKind<LabelledText> teaching(List<String> labels) {
    return new ClassifierTeaching(config, labels);
  }

  @Override
  public List<String> labels(List<LabelledText> train) throws IOException {
    List<String> labels =
        train.stream()
            .map(LabelledText::label)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList();
    if (config.teacher() != null) {
      List<String> taught = ClassifierTeaching.students(config);
      if (!taught.containsAll(labels)) {
        throw new ConfigurationException(
            "The training data has the labels %s, the teacher %s; expected no other than the teacher's. Map them by [data.sets.labels]"
                .formatted(labels, taught));
      }
      return taught;
    }
    if (labels.size() < 2) {
      throw new ConfigurationException(
          "The training data has the labels "
              + labels
              + "; expected at least two. Check [data.columns] and [data.sets.labels]");
    }
    return labels;
  }

  @Override
  public boolean pairs() {
    return format.second() != null;
  }

  @Override
  public HeadArchitecture.Answers answers(List<LabelledText> train) {
    return null;
  }

  @Override
  public List<SequenceExample<ClassTarget>> examples(
      EncoderHeadModel<ClassTarget> model, LabelledText text, float[] taught) {
    ClassTarget target = target(model.labels(), text.label(), taught);
    List<PieceSequence> sequences =
        text.isPair()
            ? List.of(model.sequences().pair(text.pair()))
            : model.sequences().text(text.text());
    return sequences.stream().map(sequence -> new SequenceExample<>(sequence, target)).toList();
  }

  private ClassTarget target(List<String> labels, String gold, float[] taught) {
    if (taught == null) {
      return ClassTarget.gold(labels.indexOf(gold), labels.size());
    }
    TeacherConfig teacher = config.teacher();
    double weight = gold == null ? 1 : teacher.weight();
    ClassTarget.Term soft = new ClassTarget.Term(taught, teacher.temperature(), weight);
    return weight == 1
        ? new ClassTarget(List.of(soft))
        : new ClassTarget(
            List.of(soft, ClassTarget.goldTerm(labels.indexOf(gold), labels.size(), 1 - weight)));
  }

  @Override
  public String metric() {
    return "Accuracy";
  }

  @Override
  public Map<String, Double> scores(
      EncoderHeadModel<ClassTarget> model, Lanes lanes, List<LabelledText> gold) {
    TextClassification classification = new TextClassification(model, lanes, OPTIONS);
    List<Classification> given =
        pairs()
            ? classification.classifyPairs(gold.stream().map(LabelledText::pair).toList())
            : classification.classify(gold.stream().map(LabelledText::text).toList());
    ClassScorer scorer = new ClassScorer();
    for (int i = 0; i < gold.size(); i++) {
      scorer.add(gold.get(i).label(), given.get(i).label());
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("accuracy", scorer.accuracy());
    scores.put("macroF1", scorer.macroF1());
    return scores;
  }
}
