package org.sojourn.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "x-gzip",
                "GZIP",
                "gzip, deflate, br, zstd",
                "zstd, gzip",
                "*",
                "br;q=0.5, gzip;q=0.8",
                "identity;q=0, *;q=0.3"
            })
    void takesGzipWhereNothingIsWantedMore(String header) {
        assertThat(AcceptEncoding.gzip(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "gzip;q=0", "zstd;q=1, gzip;q=0.5", "br", "*, gzip;q=0", "gzip;q=much"})
    void leavesItWhereItIsNotWantedOrLess(String header) {
        assertThat(AcceptEncoding.gzip(header)).isFalse();
    }
}
