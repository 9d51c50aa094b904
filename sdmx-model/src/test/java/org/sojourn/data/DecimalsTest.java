package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalsTest {

    @Test
    void writesEveryNumberAsItsPlainText() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300_000; i++) {
            long mantissa = i < 20_000 ? i - 10_000 : random.nextLong() >> random.nextInt(64);
            same(mantissa, i % 3 == 0 ? random.nextInt(19) : random.nextInt(3));
        }
        for (long power = 1; power < 1_000_000_000_000_000_000L; power *= 10) {
            for (int scale = 0; scale <= 18; scale++) {
                same(power - 1, scale);
                same(power, scale);
                same(-power - 1, scale);
            }
        }
        same(Long.MAX_VALUE, 18);
        same(-Long.MAX_VALUE, 0);
    }

    private static void same(long mantissa, int scale) {
        long given = mantissa == Long.MIN_VALUE ? 0 : mantissa;
        String expected = BigDecimal.valueOf(given, scale).toPlainString();
        if (!Decimals.text(given, scale).equals(expected)) { // asserting each costs more than writing it
            assertThat(Decimals.text(given, scale)).isEqualTo(expected);
        }
    }
}
