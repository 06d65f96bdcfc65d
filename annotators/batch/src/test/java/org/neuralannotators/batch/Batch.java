package org.neuralannotators.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neuralannotators.batch.read.ConllReader;
import org.neuralannotators.batch.read.DocumentFailure;
import org.neuralannotators.batch.read.Inputs;
import org.neuralannotators.batch.read.ReaderOptions;
import org.neuralannotators.batch.read.SegmentTypes;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TranslationGuards;

/** A folder of documents, one for their annotations, and the fake between. */
final class Batch {
  final Path in;
  final List<DocumentFailure> failures = new ArrayList<>();
  Set<DocumentFormat> formats = EnumSet.of(DocumentFormat.JSON);
  Path out;
  SegmentTypes segments = SegmentTypes.OURS;
  int threads = 1;
  Integer tokenColumn;
  boolean overwrite;
  List<AnnotationSteps.ModelStep> models;
  Optional<ModelManifest> translator = Optional.empty();

  Batch(Path folder) throws Exception {
    models = List.of(FakeRecognizer.persons());
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
  }

  BatchReport annotate() throws Exception {
    return annotate(BatchListener.NONE);
  }

  BatchReport annotate(BatchListener listener) throws Exception {
    failures.clear();
    try (BatchAnnotator annotator = annotator()) {
      return annotator.annotate(
          new Inputs(List.of(in), Optional.empty()),
          new BatchListener() {
            @Override
            public void settled(long annotated, long others) {
              listener.settled(annotated, others);
            }

            @Override
            public void failed(DocumentFailure failure) {
              failures.add(failure);
            }
          });
    }
  }

  BatchAnnotator annotator() throws Exception {
    BatchSettings settings =
        new BatchSettings(
            "test",
            new ModelSettings(
                models.stream()
                    .map(model -> ModelManifest.builder("fake", model.layer().model()).build())
                    .toList(),
                Optional.empty(),
                null,
                translator,
                "en",
                LanguageMismatch.WARN,
                new SpanFilter(0, null),
                "SENTENCE",
                List.of(),
                Optional.empty(),
                translator.map(model -> TextChoice.ANY),
                false,
                translator.map(model -> TranslationGuards.ALL),
                Precision.FP32),
            List.of(in.toString()),
            Optional.empty(),
            new ReaderOptions(new ConllReader(tokenColumn, Pattern.compile("\t")), segments),
            formats);
    List<AnnotationSteps.ModelStep> steps = new ArrayList<>(models);
    if (translator.isPresent()) {
      steps.add(FakeTranslatorModel.step());
    }
    return new BatchAnnotator(FakeRecognizer.steps(steps), settings, threads, out, overwrite);
  }

  Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] bytes) throws IOException {
    Path file = in.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  String output(String name) throws IOException {
    return Files.readString(out.resolve(name));
  }

  List<String> reasons() {
    return failures.stream().map(DocumentFailure::reason).toList();
  }

  /** The files of the output by their paths, without those for the program itself. */
  List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(out)) {
      return all.filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .filter(name -> !name.startsWith(Inputs.OUTPUT_MARK))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
