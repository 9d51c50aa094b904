package org.sojourn.data.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {

    @Test
    void isCompleteAndWithinItsLimitForAnyCounts() {
        Random random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            int symbols = 2 + random.nextInt(285);
            int longest = symbols > 128 ? 15 : 7 + random.nextInt(9);
            int[] counts = new int[symbols];
            double steep = random.nextDouble() * 2;
            for (int i = 0; i < symbols; i++) {
                counts[i] = random.nextInt(3) == 0
                        ? 0
                        : (int) Math.min(1 << 30, Math.exp(random.nextDouble() * 10 * steep));
            }
            HuffmanCode code = new HuffmanCode(symbols, longest);
            code.build(counts);
            long sum = 0;
            for (int i = 0; i < symbols; i++) {
                assertThat((int) code.lengths[i]).isBetween(counts[i] > 0 ? 1 : 0, longest);
                sum += code.lengths[i] == 0 ? 0 : 1L << (longest - code.lengths[i]);
            }
            assertThat(sum).as("round " + round).isEqualTo(1L << longest);
        }
    }

    @Test
    void givesShorterCodesToWhatIsMoreFrequent() {
        HuffmanCode code = new HuffmanCode(4, 15);
        code.build(new int[] {1, 100, 10, 3});
        assertThat(code.lengths).containsExactly(3, 1, 2, 3);
        assertThat(code.codes).containsExactly(0b011, 0b0, 0b01, 0b111);
    }
}
