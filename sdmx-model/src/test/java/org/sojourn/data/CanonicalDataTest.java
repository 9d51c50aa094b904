package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalDataTest {

    @Test
    void isTheSameForTheSameSeedAndDiffersForOthers() throws IOException {
        List<String> one = lines(1);
        assertThat(lines(1)).isEqualTo(one).isNotEmpty();
        assertThat(lines(2)).isNotEqualTo(one);
    }

    @Test
    void seesNoConflictInRandomData() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(lines(seed)).noneMatch(l -> l.startsWith("conflict"));
        }
    }

    @Test
    void keepsOneTextOfAnArrayOfTextsWhenTheFormatKnowsNeither() throws IOException {
        CanonicalData data = CanonicalData.of(new RandomData(List.of(Fixtures.RICH), 3, "TIME_PERIOD"));
        List<String> poor = data.lines(EnumSet.noneOf(Feature.class));
        assertThat(data.lines()).anyMatch(l -> l.contains("Localised")).anyMatch(l -> l.contains("Array"));
        assertThat(poor).isNotEmpty().noneMatch(l -> l.contains("Localised") || l.contains("Array"));
    }

    private static List<String> lines(long seed) throws IOException {
        return CanonicalData.of(new RandomData(Fixtures.ALL, seed, "TIME_PERIOD"))
                .lines();
    }
}
