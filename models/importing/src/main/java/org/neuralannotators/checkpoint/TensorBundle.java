package org.neuralannotators.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;

/**
 * Reads TensorFlow's checkpoints of version 2, as its {@code Saver} and SavedModels have them: an
 * index {@code PREFIX.index}, a sorted string table that tells type, shape, place and checksum of
 * each tensor, and the numbers in files {@code PREFIX.data-00000-of-00001} and so on. These are
 * mapped into memory, and tensors are views of them. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/tensor_bundle.proto">the
 *     format</a>
 */
public final class TensorBundle {
  /** What follows the prefix in the name of the index. */
  public static final String INDEX = ".index";

  private static final String HEADER = "";

  /** What the keys of a partitioned variable's parts begin with; names never do. */
  private static final String PART = "\0";

  private static final int HEADER_SHARDS = 1;
  private static final int HEADER_ENDIANNESS = 2;

  private final String source;
  private final Map<String, TensorBundleEntry> entries;
  private final List<ByteBuffer> shards;

  private TensorBundle(
      String source, Map<String, TensorBundleEntry> entries, List<ByteBuffer> shards) {
    this.source = source;
    this.entries = Collections.unmodifiableMap(entries);
    this.shards = shards;
  }

  /**
   * Reads the index, and maps the files with the numbers, each of at most 2 GiB.
   *
   * @param prefix what the names of the files begin with, such as {@code variables/variables}
   * @throws BundleException when the index isn't sound or a file is missing
   */
  public static TensorBundle open(Path prefix) throws IOException {
    Path index = sibling(prefix, INDEX);
    Map<String, byte[]> values = SortedTable.read(map(index), index.toString());
    Map<String, TensorBundleEntry> entries = new LinkedHashMap<>();
    int[] header = {-1, 0};
    try {
      for (Map.Entry<String, byte[]> value : values.entrySet()) {
        if (value.getKey().equals(HEADER)) {
          header = header(value.getValue());
        } else if (!value.getKey().startsWith(PART)) {
          String name = new String(value.getKey().getBytes(ISO_8859_1), UTF_8);
          entries.put(name, TensorBundleEntry.parse(value.getValue()));
        }
      }
    } catch (IOException e) {
      throw new BundleException(
          "[" + index + "] isn't the index of a TensorFlow checkpoint: " + e.getMessage(), e);
    }
    if (header[0] < 1 || header[1] != 0) {
      throw new BundleException(
          "["
              + index
              + "] declares ["
              + header[0]
              + "] files and byte order ["
              + header[1]
              + "]; expected at least one, little-endian: the index of a TensorFlow checkpoint");
    }
    List<ByteBuffer> shards = shards(prefix, header[0]);
    requireAll(prefix, entries, shards);
    return new TensorBundle(prefix.toString(), entries, shards);
  }

  /** The number of files, and 0 for little-endian numbers. */
  private static int[] header(byte[] bytes) throws IOException {
    int[] header = {0, 0};
    ProtobufMessage.read(
        CodedInputStream.newInstance(bytes),
        (field, tag, input) -> {
          boolean known = field == HEADER_SHARDS || field == HEADER_ENDIANNESS;
          if (known) {
            header[field - HEADER_SHARDS] = input.readInt32();
          }
          return known;
        });
    return header;
  }

  private static List<ByteBuffer> shards(Path prefix, int count) throws IOException {
    List<ByteBuffer> shards = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shards.add(map(sibling(prefix, ".data-%05d-of-%05d".formatted(i, count))));
    }
    return List.copyOf(shards);
  }

  private static ByteBuffer map(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          "File [" + file + "] is missing, expected a whole TensorFlow checkpoint; get it too");
    }
    return MappedFile.read(file);
  }

  /** Tensors don't overlap, so they can't have more bytes than the files. */
  private static void requireAll(
      Path prefix, Map<String, TensorBundleEntry> entries, List<ByteBuffer> shards)
      throws BundleException {
    double expected =
        entries.values().stream().mapToDouble(entry -> Math.max(0, entry.size())).sum();
    long found = shards.stream().mapToLong(ByteBuffer::capacity).sum();
    if (expected > found) {
      throw new BundleException(
          "["
              + prefix
              + INDEX
              + "] describes ["
              + (long) expected
              + "] bytes of numbers, its files have ["
              + found
              + "]; they are cut short: get the checkpoint anew");
    }
  }

  private static Path sibling(Path prefix, String ending) {
    return prefix.resolveSibling(prefix.getFileName() + ending);
  }

  /** The names of all tensors, in the order of the index. */
  public Set<String> names() {
    return entries.keySet();
  }

  /**
   * A tensor, its checksum compared.
   *
   * @throws BundleException when there is none of that name, or it isn't sound
   */
  public Tensor tensor(String name) throws BundleException {
    TensorBundleEntry entry = entries.get(name);
    if (entry == null) {
      throw refused(name, "is missing; expected one of " + names());
    }
    if (entry.sliced()) {
      throw refused(name, "is a partitioned variable, expected a whole one; save it as one");
    }
    TensorType type = entry.tensorType();
    if (type == null) {
      throw refused(
          name,
          "has type [" + entry.type() + "] of TensorFlow's DataType, expected [1], for DT_FLOAT");
    }
    ByteBuffer shard =
        entry.shard() >= 0 && entry.shard() < shards.size()
            ? shards.get(entry.shard())
            : ByteBuffer.allocate(0);
    long begin = entry.offset();
    long size = entry.size();
    if (size != entry.expectedSize()
        || begin < 0
        || size < 0
        || begin > shard.capacity()
        || size > shard.capacity() - begin) {
      throw refused(
          name,
          "of type ["
              + type
              + "] and shape "
              + entry.shape()
              + " has ["
              + size
              + "] bytes at byte ["
              + begin
              + "] of file ["
              + entry.shard()
              + "] with ["
              + shard.capacity()
              + "], expected ["
              + entry.expectedSize()
              + "] bytes in it; the checkpoint is cut short or altered: get it anew");
    }
    ByteBuffer bytes = shard.slice((int) begin, (int) size);
    if (MaskedCrc32c.of(bytes) != entry.checksum()) {
      throw refused(name, "has another checksum than the index says; get the checkpoint anew");
    }
    return new Tensor(
        name, type, entry.shape().stream().mapToLong(Long::longValue).toArray(), bytes);
  }

  private BundleException refused(String name, String found) {
    return new BundleException("Tensor [" + name + "] of checkpoint [" + source + "] " + found);
  }
}
