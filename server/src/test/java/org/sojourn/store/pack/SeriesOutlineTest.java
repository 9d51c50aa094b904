package org.sojourn.store.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sojourn.data.Fixtures;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

class SeriesOutlineTest {

    private final SeriesOutline outline = new SeriesOutline();

    private void read(String... periods) {
        SeriesBlock block = new SeriesBlock(Fixtures.TIME_SERIES);
        for (String period : periods) {
            block.set(0, block.add(period, 0), Value.of("1.5"));
        }
        byte[] pack = new SeriesPack().encode(block, new HeapDictionary());
        outline.read(pack, 0, pack.length);
        assertThat(outline.observations()).isEqualTo(periods.length);
    }

    @Test
    void tellsTheFirstAndLastPeriodOfASeriesOfOneFrequency() {
        read("2001", "2002", "2003");
        assertThat(outline.firstPeriod()).isEqualTo("2001");
        assertThat(outline.lastPeriod()).isEqualTo("2003");

        read("2001-Q1", "2001-Q3", "2009-Q4", "2010-Q1");
        assertThat(outline.firstPeriod()).isEqualTo("2001-Q1");
        assertThat(outline.lastPeriod()).isEqualTo("2010-Q1");

        read("2001-02-03");
        assertThat(outline.firstPeriod()).isEqualTo("2001-02-03");
        assertThat(outline.lastPeriod()).isEqualTo("2001-02-03");
    }

    @Test
    void tellsNoPeriodsOfASeriesThatMixesFrequenciesOrFalls() {
        read("2001", "2001-Q1");
        assertThat(outline.firstPeriod()).isNull();
        assertThat(outline.irregular()).isTrue();

        read("2003", "2001");
        assertThat(outline.firstPeriod()).isNull();
        assertThat(outline.lastPeriod()).isNull();
        assertThat(outline.irregular()).isTrue();
    }

    @Test
    void tellsThatASeriesHasNoObservations() {
        read();
        assertThat(outline.firstPeriod()).isNull();
        assertThat(outline.irregular()).isFalse();
    }

    @Test
    void refusesWhatIsNoPack() {
        byte[] bytes = {99, 0, 1};
        assertThatThrownBy(() -> outline.read(bytes, 0, bytes.length))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layout 99");
    }
}
