package org.neuralannotators.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.neuralannotators.bundle.TensorType;

/**
 * Reads a pickle of tensors: dictionaries, lists, tuples, strings, numbers, and the few functions
 * by which PyTorch writes tensors. Those are known by name and never run; whatever else a pickle
 * names is refused. Not thread-safe.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">the opcodes</a>
 */
final class TensorPickle {
  private static final int LONGEST_STRING = 1 << 20;

  /** What {@code torch.save} names in a dictionary of tensors. */
  private static final Map<String, TensorType> STORAGES =
      Map.of(
          "torch DoubleStorage", TensorType.F64,
          "torch FloatStorage", TensorType.F32,
          "torch HalfStorage", TensorType.F16,
          "torch BFloat16Storage", TensorType.BF16,
          "torch LongStorage", TensorType.I64,
          "torch IntStorage", TensorType.I32,
          "torch ShortStorage", TensorType.I16,
          "torch CharStorage", TensorType.I8,
          "torch ByteStorage", TensorType.U8,
          "torch BoolStorage", TensorType.BOOL);

  private static final String DICTIONARY = "collections OrderedDict";
  private static final String TENSOR = "torch._utils _rebuild_tensor_v2";
  private static final String PARAMETER = "torch._utils _rebuild_parameter";
  private static final String SIZE = "torch Size";
  private static final Set<String> FUNCTIONS = Set.of(DICTIONARY, TENSOR, PARAMETER, SIZE);

  private static final Object MARK = new Object();
  private static final Object NONE = new Object();

  private final DataInputStream input;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  /** A storage that a pickle refers to. */
  private record Storage(String key, TensorType type, long elements) {}

  private record Function(String name) {}

  private TensorPickle(InputStream input) {
    this.input = new DataInputStream(input);
  }

  /**
   * Reads one pickle; what follows it stays in the stream.
   *
   * @return {@link StoredTensor}, {@link Map}, {@link List}, {@link String}, {@link Number}, {@link
   *     Boolean}; of anything empty an object of no use
   * @throws IllegalArgumentException when it holds something else, or is damaged
   */
  static Object read(InputStream input) throws IOException {
    try {
      return new TensorPickle(input).run();
    } catch (ClassCastException
        | NoSuchElementException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      throw new IllegalArgumentException("a damaged pickle", e);
    }
  }

  private Object run() throws IOException {
    while (true) {
      int opcode = input.readUnsignedByte();
      if (opcode == '.') {
        return stack.pop();
      }
      step(opcode);
    }
  }

  private void step(int opcode) throws IOException {
    switch (opcode) {
      case 0x80 -> input.readUnsignedByte();
      case 0x95 -> input.readLong();
      case '}' -> stack.push(new LinkedHashMap<>());
      case ']' -> stack.push(new ArrayList<>());
      case ')' -> stack.push(List.of());
      case '(' -> stack.push(MARK);
      case 'N' -> stack.push(NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'K' -> stack.push((long) input.readUnsignedByte());
      case 'M' -> stack.push((long) Short.toUnsignedInt(Short.reverseBytes(input.readShort())));
      case 'J' -> stack.push((long) Integer.reverseBytes(input.readInt()));
      case 0x8A -> stack.push(wholeNumber(input.readUnsignedByte()));
      case 'G' -> stack.push(input.readDouble());
      case 'X' -> stack.push(string(Integer.reverseBytes(input.readInt())));
      case 0x8C -> stack.push(string(input.readUnsignedByte()));
      case 'U' -> stack.push(string(input.readUnsignedByte()));
      case 'q' -> memo.put(input.readUnsignedByte(), stack.peek());
      case 'r' -> memo.put(Integer.reverseBytes(input.readInt()), stack.peek());
      case 0x94 -> memo.put(memo.size(), stack.peek());
      case 'h' -> stack.push(remembered(input.readUnsignedByte()));
      case 'j' -> stack.push(remembered(Integer.reverseBytes(input.readInt())));
      case 0x85 -> stack.push(tuple(1));
      case 0x86 -> stack.push(tuple(2));
      case 0x87 -> stack.push(tuple(3));
      case 't' -> stack.push(toMark());
      case 'c' -> stack.push(global(line() + " " + line()));
      case 0x93 -> {
        String name = (String) stack.pop();
        stack.push(global((String) stack.pop() + " " + name));
      }
      case 'Q' -> stack.push(storage((List<?>) stack.pop()));
      case 'R' -> {
        List<?> arguments = (List<?>) stack.pop();
        stack.push(call((Function) stack.pop(), arguments));
      }
      // The attributes of a dictionary, such as _metadata, which say nothing of tensors.
      case 'b' -> stack.pop();
      case 'a' -> {
        Object item = stack.pop();
        list().add(item);
      }
      case 'e' -> {
        List<Object> items = toMark();
        list().addAll(items);
      }
      case 's' -> {
        Object value = stack.pop();
        Object key = stack.pop();
        put(key, value);
      }
      case 'u' -> {
        List<Object> items = toMark();
        for (int i = 0; i + 1 < items.size(); i += 2) {
          put(items.get(i), items.get(i + 1));
        }
      }
      default ->
          throw new IllegalArgumentException(
              "the pickle opcode [0x%02X]; expected those of a dictionary of tensors"
                  .formatted(opcode));
    }
  }

  private Object remembered(int place) {
    Object value = memo.get(place);
    if (value == null) {
      throw new IllegalArgumentException("a damaged pickle: nothing was stored at " + place);
    }
    return value;
  }

  private long wholeNumber(int bytes) throws IOException {
    if (bytes > Long.BYTES) {
      throw new IllegalArgumentException("a whole number of [" + bytes + "] bytes");
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      long next = i + 1 == bytes ? input.readByte() : input.readUnsignedByte();
      value |= next << (8 * i);
    }
    return value;
  }

  private String string(int length) throws IOException {
    if (length < 0 || length > LONGEST_STRING) {
      throw new IllegalArgumentException("a string of [" + length + "] bytes");
    }
    byte[] bytes = new byte[length];
    input.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.readUnsignedByte(); c != '\n'; c = input.readUnsignedByte()) {
      if (line.length() > LONGEST_STRING) {
        throw new IllegalArgumentException("a name without end");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private List<Object> tuple(int size) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(0, stack.pop());
    }
    return items;
  }

  private List<Object> toMark() {
    List<Object> items = new ArrayList<>();
    for (Object item = stack.pop(); item != MARK; item = stack.pop()) {
      items.add(item);
    }
    Collections.reverse(items);
    return items;
  }

  @SuppressWarnings("unchecked")
  private List<Object> list() {
    return (List<Object>) stack.element();
  }

  /** Lists are no keys: one that holds itself would be hashed without end. */
  @SuppressWarnings("unchecked")
  private void put(Object key, Object value) {
    if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
      throw new IllegalArgumentException("a damaged pickle: a key that is no string or number");
    }
    ((Map<Object, Object>) stack.element()).put(key, value);
  }

  private static Object global(String name) {
    TensorType storage = STORAGES.get(name);
    if (storage != null) {
      return storage;
    }
    if (!FUNCTIONS.contains(name)) {
      throw new IllegalArgumentException(
          "an object of ["
              + name.replace(' ', '.')
              + "], which isn't a tensor and could run anything when PyTorch loads it");
    }
    return new Function(name);
  }

  /** {@code ('storage', type, key, location, number of elements, ...)}. */
  private static Storage storage(List<?> reference) {
    return new Storage(
        (String) reference.get(2), (TensorType) reference.get(1), (Long) reference.get(4));
  }

  private static Object call(Function function, List<?> arguments) {
    return switch (function.name()) {
      case DICTIONARY -> new LinkedHashMap<>();
      case PARAMETER -> arguments.get(0);
      case SIZE -> arguments;
      default -> tensor(arguments);
    };
  }

  /** {@code (storage, offset, shape, strides, ...)}. */
  private static StoredTensor tensor(List<?> arguments) {
    Storage storage = (Storage) arguments.get(0);
    long[] shape = numbers(arguments.get(2));
    long[] strides = numbers(arguments.get(3));
    if (shape.length != strides.length) {
      throw new IllegalArgumentException("a tensor with more dimensions than strides, or fewer");
    }
    return new StoredTensor(
        storage.key(), storage.type(), storage.elements(), (Long) arguments.get(1), shape, strides);
  }

  private static long[] numbers(Object tuple) {
    return ((List<?>) tuple).stream().mapToLong(number -> (Long) number).toArray();
  }
}
