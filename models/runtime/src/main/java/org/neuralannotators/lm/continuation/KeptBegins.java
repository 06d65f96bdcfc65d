package org.neuralannotators.lm.continuation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuralannotators.lm.decoder.DecoderDecoding;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.attention.KeptText;
import org.neuralannotators.network.kernel.Workspace;

/**
 * What a network keeps of the begins that many texts share, so that these are read once: the keys
 * and values of the last few begins. Thread-safe, but for {@link #close()}, which frees their
 * memory and must not race with a call.
 */
final class KeptBegins implements AutoCloseable {
  /** Begins that are kept; one may take as much memory as a small network. */
  static final int MOST = 4;

  /** By so many pieces most texts go on: as much room they have from the start. */
  private static final int ROOM = 64;

  private final DecoderNetwork network;

  /** By their pieces; the one used last comes last. */
  private final Map<List<Integer>, Begin> begins = new LinkedHashMap<>(2 * MOST, 0.75f, true);

  KeptBegins(DecoderNetwork network) {
    this.network = network;
  }

  /** Reads texts: what they share with a begin isn't read again. */
  BegunTexts read(Pass pass, int[] begin, List<int[]> texts) {
    int shared = texts.stream().mapToInt(text -> shared(begin, text)).min().orElse(0);
    // Texts that have left their begin behind share next to nothing with it.
    if (2 * shared < begin.length || shared == 0) {
      return BegunTexts.read(network, pass, texts);
    }
    int longest = texts.stream().mapToInt(text -> text.length).max().orElse(0);
    DecoderDecoding decoding =
        goOn(pass, Arrays.copyOf(begin, shared), texts.size(), longest + ROOM);
    List<int[]> rests =
        texts.stream().map(text -> Arrays.copyOfRange(text, shared, text.length)).toList();
    return new BegunTexts(decoding, decoding.read(rests));
  }

  /** How many pieces they begin with alike; something of the text is left. */
  private static int shared(int[] begin, int[] text) {
    int differ = Arrays.mismatch(begin, text);
    return Math.min(differ < 0 ? begin.length : differ, text.length - 1);
  }

  private DecoderDecoding goOn(Pass pass, int[] pieces, int texts, int room) {
    Begin begin = take(IntStream.of(pieces).boxed().collect(Collectors.toList()));
    try {
      return network.decode(pass, texts, begin.read(pass, network, pieces), room);
    } finally {
      giveBack(begin);
    }
  }

  private synchronized Begin take(List<Integer> pieces) {
    Begin begin = begins.computeIfAbsent(pieces, key -> new Begin());
    begin.users++;
    if (begins.size() > MOST) {
      List<Integer> oldest = begins.keySet().iterator().next();
      begins.remove(oldest).drop();
    }
    return begin;
  }

  private synchronized void giveBack(Begin begin) {
    begin.users--;
    begin.freeIfUnused();
  }

  @Override
  public synchronized void close() {
    begins.values().forEach(Begin::drop);
    begins.clear();
  }

  /** A begin; the lock of all begins guards who uses it. */
  private static final class Begin {
    private final Workspace memory = Workspace.ofFloats();
    private KeptText text;
    private int users;
    private boolean dropped;

    /** Whoever comes first reads it, while those who come behind wait. */
    synchronized KeptText read(Pass pass, DecoderNetwork network, int[] pieces) {
      if (text == null) {
        Workspace.Mark mark = pass.workspace().mark();
        text = network.keep(pass, pieces, memory);
        pass.workspace().release(mark);
      }
      return text;
    }

    private void drop() {
      dropped = true;
      freeIfUnused();
    }

    private void freeIfUnused() {
      if (dropped && users == 0) {
        memory.close();
      }
    }
  }
}
