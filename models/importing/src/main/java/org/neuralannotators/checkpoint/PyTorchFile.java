package org.neuralannotators.checkpoint;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;

/**
 * Reads the tensors that {@code torch.save} wrote, as a zip (since PyTorch 1.6) or in the format
 * before, as views of the file. Thread-safe.
 *
 * @see <a href="https://pytorch.org/docs/stable/notes/serialization.html">the formats</a>
 */
public final class PyTorchFile {
  private static final int ZIP = 0x504B0304;
  private static final String PICKLE = "/data.pkl";

  /** How deep the dictionary of the tensors may be in others. */
  private static final int DEEPEST = 4;

  /**
   * Views that aren't row by row are copied: together no more bytes than the file has and these.
   */
  private static final long FREE_COPIES = 1 << 24;

  /** What the format before zips begins with: the pickle of a number that only it has. */
  private static final byte[] LEGACY = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");

  private PyTorchFile() {}

  /**
   * The tensors of a dictionary, in its order; what else is in it is passed over, and of a
   * dictionary in it named {@code state_dict} or {@code model} the tensors are taken.
   *
   * @throws BundleException when it is damaged, or has an object that isn't a tensor
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer start = ByteBuffer.allocate(Integer.BYTES);
      channel.read(start, 0);
      return start.getInt(0) == ZIP ? zip(file, channel) : legacy(channel);
    } catch (IllegalArgumentException | ArithmeticException | EOFException e) {
      throw new BundleException(
          "["
              + file
              + "] has "
              + (e.getMessage() == null ? "less than its own pickle says" : e.getMessage())
              + "; expected tensors that torch.save wrote. Get the file anew, or as safetensors",
          e);
    }
  }

  private static Map<String, Tensor> zip(Path file, FileChannel channel) throws IOException {
    try (ZipFile zip = open(file)) {
      ZipArchiveEntry pickle = null;
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (entry.getName().endsWith(PICKLE)) {
          pickle = stored(zip, entry.getName());
        }
      }
      if (pickle == null) {
        throw new IllegalArgumentException("no entry [*" + PICKLE + "] in its zip");
      }
      String folder =
          pickle.getName().substring(0, pickle.getName().length() - PICKLE.length()) + "/data/";
      Object root;
      try (InputStream input = new BufferedInputStream(zip.getInputStream(pickle))) {
        root = TensorPickle.read(input);
      } catch (ZipException e) {
        throw new IllegalArgumentException("a damaged zip: " + e.getMessage(), e);
      }
      Map<String, ByteBuffer> storages = new HashMap<>();
      return tensors(
          root,
          tensor -> {
            ByteBuffer known = storages.get(tensor.storage());
            if (known == null) {
              known = storage(zip, folder + tensor.storage(), channel);
              storages.put(tensor.storage(), known);
            }
            return known;
          },
          channel.size());
    }
  }

  /** The library tells damage from a disk's errors by its words alone. */
  private static ZipFile open(Path file) {
    try {
      return ZipFile.builder().setPath(file).get();
    } catch (IOException e) {
      throw new IllegalArgumentException("a damaged zip: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer storage(ZipFile zip, String name, FileChannel channel)
      throws IOException {
    ZipArchiveEntry entry = stored(zip, name);
    return map(channel, entry.getDataOffset(), entry.getSize());
  }

  /** PyTorch never compresses; what is compressed could unfold to any size. */
  private static ZipArchiveEntry stored(ZipFile zip, String name) {
    ZipArchiveEntry entry = zip.getEntry(name);
    if (entry == null || entry.getMethod() != ZipArchiveEntry.STORED) {
      throw new IllegalArgumentException(
          (entry == null ? "no entry [" : "a compressed entry [") + name + "] in its zip");
    }
    return entry;
  }

  private static ByteBuffer map(FileChannel channel, long offset, long bytes) throws IOException {
    if (bytes > Integer.MAX_VALUE || bytes < 0 || offset + bytes > channel.size()) {
      throw new IllegalArgumentException(
          "a storage of ["
              + bytes
              + "] bytes at ["
              + offset
              + "] in a file of ["
              + channel.size()
              + "], and at most 2 GiB each");
    }
    return channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Pickles of a magic number, a version, the machine, the tensors and their storages' keys. */
  private static Map<String, Tensor> legacy(FileChannel channel) throws IOException {
    CountedInput input =
        new CountedInput(new BufferedInputStream(Channels.newInputStream(channel.position(0))));
    if (!Arrays.equals(LEGACY, input.readNBytes(LEGACY.length))) {
      throw new IllegalArgumentException("neither the beginning of a zip nor PyTorch's number");
    }
    TensorPickle.read(input);
    TensorPickle.read(input);
    Object root = TensorPickle.read(input);
    if (!(TensorPickle.read(input) instanceof List<?> keys)) {
      throw new IllegalArgumentException("no list of storages");
    }
    Map<String, StoredTensor> byStorage = new HashMap<>();
    stored(root).values().forEach(tensor -> byStorage.put(tensor.storage(), tensor));
    Map<String, ByteBuffer> storages = new HashMap<>();
    long place = input.count();
    for (Object key : keys) {
      StoredTensor tensor = byStorage.get(String.valueOf(key));
      if (tensor == null) {
        throw new IllegalArgumentException("storage [" + key + "], which no tensor of its has");
      }
      place += Long.BYTES;
      long bytes = Math.multiplyExact(tensor.elements(), (long) tensor.type().bytes());
      storages.put(tensor.storage(), map(channel, place, bytes));
      place += bytes;
    }
    return tensors(root, tensor -> storages.get(tensor.storage()), channel.size());
  }

  private interface Storages {
    ByteBuffer of(StoredTensor tensor) throws IOException;
  }

  private static Map<String, Tensor> tensors(Object root, Storages storages, long fileSize)
      throws IOException {
    long copies = fileSize + FREE_COPIES;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, StoredTensor> entry : stored(root).entrySet()) {
      StoredTensor stored = entry.getValue();
      ByteBuffer storage = storages.of(stored);
      long bytes = stored.type().bytes();
      if (storage == null || storage.capacity() < Math.multiplyExact(stored.elements(), bytes)) {
        throw new IllegalArgumentException(
            "less than the ["
                + stored.elements()
                + "] numbers of storage ["
                + stored.storage()
                + "]");
      }
      copies -= stored.isContiguous() ? 0 : Math.multiplyExact(stored.size(), bytes);
      if (copies < 0) {
        throw new IllegalArgumentException("tensors that are larger than the file");
      }
      tensors.put(
          entry.getKey(),
          new Tensor(
              entry.getKey(), stored.type(), stored.shape(), StridedNumbers.of(stored, storage)));
    }
    return tensors;
  }

  private static Map<String, StoredTensor> stored(Object root) {
    if (!(root instanceof Map<?, ?> outer)) {
      throw new IllegalArgumentException("no dictionary");
    }
    Map<?, ?> dictionary = outer;
    for (int depth = 0; depth < DEEPEST; depth++) {
      dictionary = inner(dictionary);
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    dictionary.forEach(
        (name, value) -> {
          if (value instanceof StoredTensor tensor) {
            tensors.put(String.valueOf(name), tensor);
          }
        });
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("no tensors");
    }
    return tensors;
  }

  private static Map<?, ?> inner(Map<?, ?> dictionary) {
    for (String name : List.of("state_dict", "model")) {
      if (dictionary.get(name) instanceof Map<?, ?> inner) {
        return inner;
      }
    }
    return dictionary;
  }
}
