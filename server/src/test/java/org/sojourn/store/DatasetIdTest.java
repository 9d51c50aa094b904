package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

class DatasetIdTest {

    private static Urn flow(String version) {
        return Urn.of(ArtefactClass.DATAFLOW, "MIG", "STOCKS", version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.7", "1.0.0", "1.2.3", "1.2.3-draft", ""})
    void minorVersionsShareTheirData(String version) {
        assertThat(DatasetId.of(flow(version), Optional.empty())).hasToString("MIG:STOCKS(1)");
        assertThat(DatasetId.parse("MIG:STOCKS(1)").covers(flow(version))).isTrue();
    }

    @Test
    void theNextMajorVersionStartsEmpty() {
        assertThat(DatasetId.of(flow("2.0"), Optional.empty())).hasToString("MIG:STOCKS(2)");
        assertThat(DatasetId.parse("MIG:STOCKS(1)").covers(flow("2.0.0"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MIG:STOCKS(1)", "MIG.SUB:STOCKS(12)/NSO:PA_1(3)"})
    void theKeyIsReadBack(String text) {
        assertThat(DatasetId.parse(text)).hasToString(text);
    }

    @Test
    void aRangeOfVersionsNamesNoDataset() {
        assertThatThrownBy(() -> DatasetId.of(flow("1.0+"), Optional.empty())).isInstanceOf(SdmxException.class);
        assertThatThrownBy(() -> DatasetId.parse("MIG:STOCKS")).hasMessageContaining("'MIG:STOCKS'");
    }
}
