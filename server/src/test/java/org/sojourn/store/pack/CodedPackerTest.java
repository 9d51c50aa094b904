package org.sojourn.store.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Fixtures;
import org.sojourn.data.RandomData;
import org.sojourn.data.Transcript;
import org.sojourn.data.fragment.Messages;

/** Packing numbers gives the very bytes that packing their texts gives. */
class CodedPackerTest {

    private final HeapDictionary dictionary = new HeapDictionary();
    private final SeriesPack packs = new SeriesPack();
    private int packed;
    private int refused;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void packsPlainSeriesToTheSameBytes(long seed) throws IOException {
        compare(Messages.plain(seed, 200, 30, false), "seed " + seed);
        assertThat(packed).isGreaterThan(100);
    }

    @Test
    void packsDataOfEveryKindToTheSameBytesOrNotAtAll() throws IOException {
        for (DataStructureView view : Fixtures.ALL) {
            for (long seed = 1; seed <= 60; seed++) {
                compare(new RandomData(List.of(view), seed, "AllDimensions").withoutAnnotations(), "seed " + seed);
            }
        }
        assertThat(packed).isGreaterThan(20);
    }

    @Test
    void leavesToTheOtherWhatTheDictionaryDoesNotHave() throws IOException {
        Messages.plain(3, 50, 10, false).transferTo(Messages.coding(new Transcript() {
            @Override
            public void coded(CodedBlock block) {
                refused += new CodedPacker(block, dictionary).encode() == null ? 1 : 0;
            }
        }));
        assertThat(refused).isPositive();
        assertThat(dictionary.size()).isZero();
    }

    private void compare(DataSource source, String text) throws IOException {
        List<CodedPacker> last = new ArrayList<>();
        source.transferTo(Messages.coding(new Transcript() {
            @Override
            public void coded(CodedBlock block) {
                if (last.isEmpty() || !last.getFirst().isOf(block)) {
                    last.clear();
                    last.add(new CodedPacker(block, dictionary));
                }
                byte[] expected = packs.encode(block.texts(), dictionary);
                byte[] pack = last.getFirst().encode();
                if (pack != null) {
                    packed++;
                    assertThat(pack)
                            .as(text + " " + Map.copyOf(block.attributes()))
                            .isEqualTo(expected);
                }
            }
        }));
    }
}
