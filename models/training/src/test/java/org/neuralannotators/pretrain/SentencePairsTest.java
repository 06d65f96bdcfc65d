package org.neuralannotators.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentencePairsTest {
  private static final int SENTENCES = 40;
  private static final int ROOM = 30;

  /** Pieces count on in a document, whose number is in the hundred thousands. */
  private static List<PlainText.Document> documents(int count) {
    Random random = new Random(4);
    List<PlainText.Document> documents = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      List<int[]> lines = new ArrayList<>();
      int next = i * 100_000;
      for (int j = 0; j < SENTENCES; j++) {
        int length = 1 + random.nextInt(j == 0 ? 50 : 12);
        lines.add(IntStream.range(next, next + length).toArray());
        next += length;
      }
      documents.add(new PlainText.Document(lines));
    }
    return documents;
  }

  private static int document(int[] pieces) {
    assertThat(pieces).isNotEmpty();
    int document = pieces[0] / 100_000;
    for (int i = 0; i < pieces.length; i++) {
      assertThat(pieces[i]).isEqualTo(pieces[0] + i);
      assertThat(pieces[i] / 100_000).isEqualTo(document);
    }
    return document;
  }

  private static int behind(int[] pieces) {
    return pieces[pieces.length - 1] + 1;
  }

  @Test
  void halfOfThePairsFollowEachOtherAndTheOthersAreOfTwoDocuments() {
    SentencePairs pairs = SentencePairs.nextSentence(documents(50), ROOM);
    Random random = new Random(1);
    int inOrder = 0;
    int all = 0;
    for (int epoch = 0; epoch < 5; epoch++) {
      for (PieceSequence pair : pairs.draw(random)) {
        assertThat(pair.first().length + pair.second().length).isLessThanOrEqualTo(ROOM);
        boolean sameDocument = document(pair.first()) == document(pair.second());
        boolean next = pair.relation() == PieceSequence.IN_ORDER;
        assertThat(sameDocument).isEqualTo(next);
        if (next) {
          assertThat(pair.second()[0]).isEqualTo(behind(pair.first()));
          inOrder++;
        }
        all++;
      }
    }
    assertThat(all).isGreaterThan(2000);
    assertThat((double) inOrder / all).isCloseTo(0.5, offset(0.03));
  }

  @Test
  void halfOfTheOrderedPairsAreSwapped() {
    SentencePairs pairs = SentencePairs.sentenceOrder(documents(50), ROOM);
    Random random = new Random(1);
    int inOrder = 0;
    List<PieceSequence> drawn = new ArrayList<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      drawn.addAll(pairs.draw(random));
    }
    for (PieceSequence pair : drawn) {
      assertThat(pair.first().length + pair.second().length).isLessThanOrEqualTo(ROOM);
      assertThat(document(pair.first())).isEqualTo(document(pair.second()));
      if (pair.relation() == PieceSequence.IN_ORDER) {
        assertThat(pair.second()[0]).isEqualTo(behind(pair.first()));
        inOrder++;
      } else {
        assertThat(pair.first()[0]).isEqualTo(behind(pair.second()));
      }
    }
    assertThat((double) inOrder / drawn.size()).isCloseTo(0.5, offset(0.05));
  }

  @Test
  void allTextButTooLongSentencesIsInThePairsOfAnEpoch() {
    List<PlainText.Document> documents = documents(3);
    long all =
        documents.stream()
            .flatMap(document -> document.lines().stream())
            .flatMapToInt(Arrays::stream)
            .count();
    long seen =
        SentencePairs.sentenceOrder(documents, 1000).draw(new Random(1)).stream()
            .mapToLong(pair -> pair.first().length + pair.second().length)
            .sum();
    assertThat(seen).isEqualTo(all);
  }

  @Test
  void oneDocumentIsTooFewForNextSentences() {
    assertThatThrownBy(() -> SentencePairs.nextSentence(documents(1), ROOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[1] documents", "at least 2", "blank line");
    assertThat(SentencePairs.sentenceOrder(documents(1), ROOM).draw(new Random(1))).isNotEmpty();
  }

  @Test
  void documentsOfOneSentenceHaveNoPairs() {
    PlainText.Document single = new PlainText.Document(List.of(new int[] {1, 2}));
    assertThatThrownBy(() -> SentencePairs.sentenceOrder(List.of(single, single), ROOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two sentences");
  }

  @Test
  void textIsCutIntoSequencesWithinDocuments() {
    List<PieceSequence> sequences = SequenceSource.cut(documents(2), ROOM).draw(new Random(1));
    int last = 0;
    for (PieceSequence sequence : sequences) {
      assertThat(sequence.first()).hasSizeBetween(1, ROOM);
      assertThat(sequence.second()).isEmpty();
      int document = document(sequence.first());
      assertThat(sequence.first()[0])
          .isEqualTo(last / 100_000 == document ? last : document * 100_000);
      last = behind(sequence.first());
    }
    assertThat(document(sequences.get(sequences.size() - 1).first())).isEqualTo(2);
  }
}
