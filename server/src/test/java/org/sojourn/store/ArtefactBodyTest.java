package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.Fixtures;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.structure.RandomStructures;

class ArtefactBodyTest {

    /** Written by the first version: it must be read for ever, whatever the model gains. */
    private static final String GOLDEN = """
            {"class":"Codelist","maintenance":{"naming":{"identification":{"id":"CL_SEX"},"names":{"en":"Sex"}},\
            "agency":"MIG","version":"1.0"},"items":[{"naming":{"identification":{"id":"_T"},"names":{"en":"Total"}}},\
            {"naming":{"identification":{"id":"F"},"names":{"en":"Female"}},"parent":"_T"}]}""";

    @Test
    void readsWhatTheFirstVersionWrote() {
        Codelist list = new Codelist(
                Maintenance.of("MIG", Version.parse("1.0"), Naming.of("CL_SEX", LocalisedText.of("en", "Sex"))),
                false,
                List.of(
                        new Code(Naming.of("_T", LocalisedText.of("en", "Total")), Optional.empty()),
                        new Code(Naming.of("F", LocalisedText.of("en", "Female")), Optional.of("_T"))),
                List.of());
        assertThat(ArtefactBody.read(GOLDEN)).isEqualTo(list);
        assertThat(ArtefactBody.write(list)).isEqualTo(GOLDEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void givesBackEveryArtefactWhole(long seed) {
        for (int i = 0; i < 20; i++) {
            for (MaintainableArtefact artefact : new RandomStructures(seed * 100 + i, Optional.empty())
                    .message()
                    .artefacts()) {
                assertThat(ArtefactBody.read(ArtefactBody.write(artefact))).isEqualTo(artefact);
            }
        }
    }

    @Test
    void keepsWhatDataStructuresSay() {
        Fixtures.ALL.forEach(view -> {
            assertThat(ArtefactBody.read(ArtefactBody.write(view.structure()))).isEqualTo(view.structure());
            assertThat(ArtefactBody.read(ArtefactBody.write(view.dataflow().orElseThrow())))
                    .isEqualTo(view.dataflow().orElseThrow());
        });
    }

    @Test
    void refusesWhatIsNoArtefact() {
        assertThatThrownBy(() -> ArtefactBody.read("{\"class\":\"Spreadsheet\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Spreadsheet");
    }
}
