package org.sojourn.data.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.sojourn.data.Decimals;

class DigitPiecesTest {

    private final DigitPieces pieces = new DigitPieces();

    @Test
    void putTogetherArePlainDecimalsWithTheirChecksum() {
        SplittableRandom random = new SplittableRandom(5);
        for (int scale = 0; scale <= 2; scale++) {
            for (long number : new long[] {0, 1, 9, 10, 99, 100, 999, 1000, 1001, 999_999, 1_000_000, 999_999_999}) {
                check(number, scale);
            }
            for (int i = 0; i < 5000; i++) {
                check(random.nextLong((long) Math.pow(10, random.nextInt(1, 10))), scale);
            }
        }
    }

    private void check(long mantissa, int scale) {
        assertThat(pieces.take(mantissa, scale)).isTrue();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int piece : new int[] {pieces.upper, pieces.middle, pieces.lower, pieces.fraction}) {
            text.writeBytes(DigitPieces.TEXTS[piece]);
        }
        CRC32 checksum = new CRC32();
        checksum.update(text.toByteArray());
        assertThat(text.toString(StandardCharsets.US_ASCII)).isEqualTo(Decimals.text(mantissa, scale));
        assertThat(pieces.length).isEqualTo(text.size());
        assertThat(pieces.checksum).isEqualTo((int) checksum.getValue());
    }

    @Test
    void leavesToOthersWhatIsBelowZeroOrLong() {
        assertThat(pieces.take(-1, 0)).isFalse();
        assertThat(pieces.take(1_000_000_000, 0)).isFalse();
        assertThat(pieces.take(1, 3)).isFalse();
    }
}
