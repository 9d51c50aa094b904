package org.sojourn.store.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Fixtures;

class KeyOrderTest {

    private final HeapDictionary dictionary = new HeapDictionary();

    private static DataStructureView view(String... dimensions) {
        Fixtures.Builder builder = new Fixtures.Builder("X");
        for (String d : dimensions) {
            builder.dimension(d);
        }
        return builder.time().measure("OBS_VALUE").build();
    }

    @Test
    void aKeyComesBackWithItsGaps() {
        DataStructureView view = view("A", "B", "C");
        KeyOrder order = KeyOrder.of(view);
        for (String[] key : new String[][] {{"x", "y", "z"}, {null, "y", null}, {"x", null, "z"}, {null, null, null}}) {
            String[] back = {"old", "old", "old"};
            order.decode(order.encode(view, key, dictionary), dictionary, view, back);
            assertThat(back).isEqualTo(key);
        }
        assertThat(order.encode(view, new String[3], dictionary)).isEmpty();
    }

    @Test
    void oldKeysStayWhenADimensionIsAddedInTheMiddle() {
        DataStructureView old = view("A", "B");
        DataStructureView now = view("A", "NEW", "B");
        KeyOrder order = KeyOrder.of(old);
        byte[] key = order.encode(old, new String[] {"x", "y"}, dictionary);
        KeyOrder grown = order.with(now);
        assertThat(grown.dimensions()).containsExactly("A", "B", "NEW");
        assertThat(grown.encode(now, new String[] {"x", null, "y"}, dictionary)).isEqualTo(key);
        String[] back = new String[3];
        grown.decode(key, dictionary, now, back);
        assertThat(back).containsExactly("x", null, "y");
        byte[] wide = grown.encode(now, new String[] {"x", "n", "y"}, dictionary);
        String[] narrow = new String[2];
        grown.decode(wide, dictionary, old, narrow);
        assertThat(narrow).containsExactly("x", "y");
    }

    @Test
    void idsOfEverySizeComeBack() {
        Random random = new Random(3);
        for (int round = 0; round < 1000; round++) {
            int[] ids = new int[1 + random.nextInt(9)];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = random.nextInt() >>> (1 + random.nextInt(31));
            }
            int[] back = new int[ids.length];
            SeriesKey.decode(SeriesKey.encode(ids), back);
            assertThat(back).isEqualTo(ids);
        }
    }

    @Test
    void aKeyLongerThanTheStructureIsRefused() {
        assertThatThrownBy(() -> SeriesKey.decode(SeriesKey.encode(new int[] {1, 2, 3}), new int[2]))
                .hasMessageContaining("2 dimensions");
    }
}
