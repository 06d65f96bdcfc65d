package org.neuralannotators.importing.huggingface.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Matrix;

/**
 * How the tensors of a family of decoders are named, and how they lie. In names {@code #} is the
 * number of a layer, and {@code .weight} and {@code .bias} are left out.
 *
 * @param model what stands before all names but the output's where the model is part of another
 * @param outputsFirst whether the weights of layers have a row for each output
 * @param names of what a layer or table of our network has, from the first output on, by its name
 *     with us
 * @param passedOver names of tensors that are no weights, such as masks, and of those that are
 *     others' twins
 */
public record DecoderTensors(
    String model, boolean outputsFirst, Map<String, List<String>> names, Pattern passedOver) {
  private static final Pattern LAYER = Pattern.compile("(?<=^layers\\.)\\d+");
  private static final Pattern TABLE = Pattern.compile("embeddings\\..*|output\\.weight");

  public DecoderTensors {
    names = Map.copyOf(names);
  }

  /** The name of a tensor in the model alone. */
  public String withoutModel(String name) {
    return name.startsWith(model) ? name.substring(model.length()) : name;
  }

  /** Whether a tensor need not be kept. */
  public boolean passesOver(String name) {
    return passedOver.matcher(name).matches();
  }

  /** The tensors that the numbers of a network are in. */
  public List<CheckpointTensor> of(List<Parameter> parameters, DecoderArchitecture shape) {
    return parameters.stream().flatMap(each -> of(each, shape).stream()).toList();
  }

  private List<CheckpointTensor> of(Parameter parameter, DecoderArchitecture shape) {
    int dot = parameter.name().lastIndexOf('.');
    String ours = parameter.name().substring(0, dot);
    String kind = parameter.name().substring(dot);
    Matcher layer = LAYER.matcher(ours);
    String number = layer.find() ? layer.group() : "";
    List<String> theirs = names.get(layer.replaceFirst("#"));
    if (theirs == null) {
      throw new IllegalArgumentException(
          "a shape that needs the layer [" + ours + "], for which the family has no tensor");
    }
    int[] widths = widths(theirs.size(), parameter.columns(), shape);
    List<CheckpointTensor> tensors = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < widths.length; i++) {
      Matrix part = parameter.value().columns(from, from + widths[i]);
      tensors.add(tensor(theirs.get(i).replace("#", number) + kind, parameter, part));
      from += widths[i];
    }
    return tensors;
  }

  /** Columns of each of the tensors that are one matrix with us. */
  private static int[] widths(int tensors, int columns, DecoderArchitecture shape) {
    if (tensors == 3) {
      int keys = shape.heads().keyColumns();
      return new int[] {shape.heads().queryColumns(), keys, keys};
    }
    int[] widths = new int[tensors];
    Arrays.fill(widths, columns / tensors);
    return widths;
  }

  private CheckpointTensor tensor(String name, Parameter parameter, Matrix part) {
    if (TABLE.matcher(parameter.name()).matches()) {
      return CheckpointTensor.table(name, part);
    }
    if (parameter.rows() == 1) {
      return CheckpointTensor.vector(name, part);
    }
    return outputsFirst ? CheckpointTensor.weights(name, part) : CheckpointTensor.table(name, part);
  }
}
