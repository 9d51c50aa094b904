package org.sojourn.data.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeflateBlocksTest {

    /** A block may be over in the middle of an element whose match is longer than deflate has. */
    @ParameterizedTest
    @CsvSource({"259, false", "300, false", "800, false", "40, false", "259, true", "300, true", "800, true", "40, true"
    })
    void numbersBehindMatchesSurviveTheEndOfABlock(int length, boolean rows) throws IOException {
        SplittableRandom random = new SplittableRandom(length);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + random.nextInt(26));
        }
        byte[] end = {'x', 'y'};
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        DeflateBlocks blocks = new DeflateBlocks(packed);
        DigitPieces number = new DigitPieces();
        blocks.literals(text, 0, length);
        expected.write(text);
        int distance = length;
        int together = 0;
        while (expected.size() < 40_000_000) {
            long mantissa = random.nextInt(1_000_000);
            assertThat(number.take(mantissa, 1)).isTrue();
            byte[] digits = (mantissa / 10 + "." + mantissa % 10).getBytes(StandardCharsets.US_ASCII);
            int more = rows ? end.length : 0;
            if (!blocks.direct()) {
                blocks.match(length, distance);
                blocks.literals(end, 0, more);
                blocks.literals(digits, 0, digits.length);
            } else if (rows) {
                blocks.row(length, distance, end, 0, number);
                together++;
            } else {
                blocks.element(length, distance, number);
                together++;
            }
            expected.write(text);
            expected.write(end, 0, more);
            expected.write(digits);
            distance = length + more + digits.length;
        }
        blocks.finish();
        assertThat(together).isGreaterThan(1000);
        try (InflaterInputStream in =
                new InflaterInputStream(new ByteArrayInputStream(packed.toByteArray()), new Inflater(true))) {
            assertThat(in.readAllBytes()).isEqualTo(expected.toByteArray());
        }
    }
}
