package org.sojourn.model.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void ordersByNumbersThenExtensionThenNone() {
        List<Version> rising = Stream.of(
                        "0.9",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0",
                        "1.0.1",
                        "1.2",
                        "1.10",
                        "2",
                        "10.0")
                .map(Version::parse)
                .toList();
        assertThat(rising).isSorted();
        assertThat(rising.stream().sorted(java.util.Comparator.reverseOrder())).isEqualTo(rising.reversed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.0.0", "1.0.0-draft", "2.1.3-a.b-c", "1.2.3.4", "01.0"})
    void printsWhatItParsed(String text) {
        assertThat(Version.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.x", "1.0-draft", "v1", "1.", ".1", "1.0.0-", "1.0.0+", "1234567890123456789"})
    void refusesOtherTextsAndQuotesThem(String text) {
        assertThatThrownBy(() -> Version.parse(text)).hasMessageContaining("'" + text + "'");
        assertThat(Version.isVersion(text)).isFalse();
    }

    @Test
    void onlyPlainSemanticVersionsFromOneOnAreStable() {
        assertThat(Version.parse("1.0.0").isStable()).isTrue();
        assertThat(Version.parse("0.1.0").isStable()).isFalse();
        assertThat(Version.parse("1.0.0-rc").isStable()).isFalse();
        assertThat(Version.parse("1.0").isStable()).isFalse();
        assertThat(Version.NONE.isStable()).isFalse();
    }
}
