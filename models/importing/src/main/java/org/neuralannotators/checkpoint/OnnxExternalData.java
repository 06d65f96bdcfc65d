package org.neuralannotators.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.FileNames;

/**
 * The tensors of an ONNX file that lie in files beside it, as of models beyond 2 GiB and of
 * PyTorch's newer exporter.
 *
 * @param source the ONNX file, for errors
 * @param folder where it lies; null when it is in memory alone
 * @see <a href="https://onnx.ai/onnx/repo-docs/ExternalData.html">the format</a>
 */
record OnnxExternalData(String source, Path folder) {
  /**
   * Maps the bytes of a tensor into memory.
   *
   * @param place the file's {@code location}, with {@code offset} and {@code length}, if given
   * @throws BundleException when the file isn't there or is too short
   */
  ByteBuffer read(String tensor, Map<String, String> place, long size) throws IOException {
    String location = place.getOrDefault("location", "");
    if (folder == null
        || !FileNames.isSafe(location)
        || !Files.isRegularFile(folder.resolve(location))) {
      throw new BundleException(
          "["
              + source
              + "] has its tensor ["
              + tensor
              + "] in another file ["
              + location
              + "], which isn't beside it; expected both in one folder. Get that file too");
    }
    Path file = folder.resolve(location);
    long offset = number(tensor, place, "offset", 0);
    long length = number(tensor, place, "length", size);
    try (FileChannel channel = FileChannel.open(file)) {
      if (length != size || size > Integer.MAX_VALUE || offset > channel.size() - size) {
        throw new BundleException(
            "["
                + source
                + "] has tensor ["
                + tensor
                + "] of ["
                + size
                + "] bytes in ["
                + length
                + "] at ["
                + offset
                + "] of ["
                + file
                + "], which has ["
                + channel.size()
                + "]; it is cut short, or belongs to another model. Get both files anew");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, offset, size);
    }
  }

  private long number(String tensor, Map<String, String> place, String key, long otherwise)
      throws BundleException {
    String text = place.get(key);
    try {
      long number = text == null ? otherwise : Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As a negative one.
    }
    throw new BundleException(
        "["
            + source
            + "] has ["
            + text
            + "] for ["
            + key
            + "] of tensor ["
            + tensor
            + "]; expected a number of bytes");
  }
}
