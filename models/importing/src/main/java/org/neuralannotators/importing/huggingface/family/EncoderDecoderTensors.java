package org.neuralannotators.importing.huggingface.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Matrix;

/**
 * How the tensors of a family with encoder and decoder are named. In names {@code S} is {@code
 * encoder} or {@code decoder} and {@code #} the number of a layer.
 *
 * @param model what stands before names where the model is part of another; may be empty
 * @param names of what a parameter of our network has, from the first output on, by its name with
 *     us, or without {@code .weight} and {@code .bias} on both sides
 * @param twins other names that a tensor of a name may have where several share it
 * @param passedOver names of tensors that are no weights, and of those that are others' twins
 */
public record EncoderDecoderTensors(
    String model,
    Map<String, List<String>> names,
    Map<String, List<String>> twins,
    Pattern passedOver) {
  private static final Pattern LAYER = Pattern.compile("(?<=\\.layer\\.)\\d+");
  private static final Pattern SIDE = Pattern.compile("^(encoder|decoder)(?=\\.)");
  private static final Pattern TABLE =
      Pattern.compile("pieces\\..*|output\\..*|.*\\.(positions|relative_bias\\.weight)");

  public EncoderDecoderTensors {
    names = Map.copyOf(names);
    twins = Map.copyOf(twins);
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
  public List<CheckpointTensor> of(List<Parameter> parameters) {
    return parameters.stream().flatMap(each -> of(each).stream()).toList();
  }

  private List<CheckpointTensor> of(Parameter parameter) {
    List<String> theirs = theirs(parameter.name());
    int width = parameter.columns() / theirs.size();
    List<CheckpointTensor> tensors = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      Matrix part = parameter.value().columns(i * width, (i + 1) * width);
      tensors.add(tensor(theirs.get(i), parameter, part));
    }
    return tensors;
  }

  private List<String> theirs(String name) {
    Matcher layer = LAYER.matcher(name);
    String number = layer.find() ? layer.group() : "";
    Matcher side = SIDE.matcher(name);
    String own = side.find() ? side.group() : "";
    String plain = layer.replaceFirst("#");
    int dot = plain.lastIndexOf('.');
    return find(plain)
        .or(
            () ->
                find(plain.substring(0, dot))
                    .map(all -> all.stream().map(each -> each + plain.substring(dot)).toList()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a shape that needs [" + name + "], for which the family has no tensor"))
        .stream()
        .map(each -> each.replace("#", number).replaceFirst("^S(?=\\.)", own))
        .toList();
  }

  private Optional<List<String>> find(String name) {
    return Stream.of(name, SIDE.matcher(name).replaceFirst("S"))
        .filter(names::containsKey)
        .findFirst()
        .map(names::get);
  }

  private static CheckpointTensor tensor(String name, Parameter parameter, Matrix part) {
    if (TABLE.matcher(parameter.name()).matches()) {
      return CheckpointTensor.table(name, part);
    }
    return parameter.rows() == 1
        ? CheckpointTensor.vector(name, part)
        : CheckpointTensor.weights(name, part);
  }
}
