package org.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VendorFilesTest {
    @Test
    void theChartLibraryAndItsLicenceAreOnTheClassPath() {
        assertThat(VendorFilesTest.class.getResource("/web/vendor/echarts/echarts.esm.min.js"))
                .isNotNull();
        assertThat(VendorFilesTest.class.getResource("/web/vendor/echarts/LICENSE"))
                .isNotNull();
    }
}
