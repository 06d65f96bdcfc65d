package org.neuralannotators.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {
  /** Bits by Python's {@code struct.pack('<e', value)}. */
  @ParameterizedTest
  @CsvSource({
    "1, 3c00",
    "0.33333334, 3555",
    "65504, 7bff",
    "6e-8, 1",
    "1e-5, a8",
    "0.1, 2e66",
    "-2.7182818, c170",
    "2049, 6800",
    "2051, 6802",
    "-0.0, 8000",
    "Infinity, 7c00",
    "65520, 7c00",
    "65519.996, 7bff",
    "2.9802322e-8, 0"
  })
  void roundsToNearestEven(float value, String bits) {
    assertThat(Integer.toHexString(HalfPrecision.floatToHalf(value) & 0xffff)).isEqualTo(bits);
  }

  @Test
  void everyHalfSurvivesFloat() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfPrecision.halfToFloat((short) bits);
      int again = HalfPrecision.floatToHalf(value) & 0xffff;
      if (Float.isNaN(value)) {
        assertThat(Float.isNaN(HalfPrecision.halfToFloat((short) again))).isTrue();
      } else {
        assertThat(again).isEqualTo(bits);
      }
    }
  }

  @Test
  void noNeighbourIsNearer() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      float value = (float) Math.scalb(1 + random.nextDouble(), random.nextInt(38) - 24);
      short half = HalfPrecision.floatToHalf(Math.min(value, 65504));
      double error = Math.abs(HalfPrecision.halfToFloat(half) - Math.min(value, 65504));
      for (int step = -1; step <= 1; step += 2) {
        double neighbour = HalfPrecision.halfToFloat((short) (half + step));
        assertThat(error).isLessThanOrEqualTo(Math.abs(neighbour - Math.min(value, 65504)));
      }
    }
  }

  @Test
  void bfloat16IsTheUpperHalfOfAFloatRoundedToEven() {
    assertThat(bfloat16(1)).isEqualTo(0x3f80);
    assertThat(bfloat16(1 + 0x1p-8f)).isEqualTo(0x3f80);
    assertThat(bfloat16(1 + 3 * 0x1p-8f)).isEqualTo(0x3f82);
    assertThat(bfloat16(Float.MAX_VALUE)).isEqualTo(0x7f80);
    assertThat(bfloat16(Float.intBitsToFloat(0x7fffffff))).isEqualTo(0x7fc0);
    assertThat(HalfPrecision.bfloat16ToFloat((short) 0xbf80)).isEqualTo(-1);
  }

  private static int bfloat16(float value) {
    return HalfPrecision.floatToBfloat16(value) & 0xffff;
  }
}
