package org.sojourn.model.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrnPatternTest {
    private static final String PREFIX = "urn:sdmx:org.sdmx.infomodel.";

    @ParameterizedTest
    @CsvSource({
        "datastructure.Dataflow=MIG:DF(1.0), datastructure.Dataflow=MIG:DF(1.0), true",
        "datastructure.Dataflow=*:*(*), datastructure.Dataflow=MIG:DF(1.2.3-draft), true",
        "datastructure.Dataflow=*:*(*), datastructure.DataStructure=MIG:DF(1.0), false",
        "datastructure.Dataflow=MIG:DF(1.0+.0), datastructure.Dataflow=MIG:DF(1.3.0), true",
        "datastructure.Dataflow=MIG:DF(1.0+.0), datastructure.Dataflow=MIG:DF(2.0.0), false",
        "datastructure.Dataflow=SDMX:*(*), datastructure.Dataflow=MIG:DF(1.0), false",
        "datastructure.Any=*:*(*), datastructure.DataStructure=MIG:DSD(1.0), true",
        "datastructure.Any=*:*(*), codelist.Codelist=MIG:CL(1.0), false",
        "base.Any=*:*(*), codelist.Codelist=MIG:CL(1.0), true",
        "codelist.Code=MIG:CL(1.0).*, codelist.Code=MIG:CL(1.0).FR, true",
        "codelist.Code=MIG:CL(1.0), codelist.Code=MIG:CL(1.0).FR, false",
        "categoryscheme.Category=*:*(*).A.*, categoryscheme.Category=MIG:CS(1.0).A.B.C, true",
        "categoryscheme.Category=*:*(*).A.*, categoryscheme.Category=MIG:CS(1.0).B.A, false",
        "categoryscheme.Category=*:*(*).A.*, categoryscheme.Category=MIG:CS(1.0).A, false"
    })
    void namesWhatItsOpenPartsLeaveOpen(String pattern, String urn, boolean matches) {
        UrnPattern read = UrnPattern.parse(PREFIX + pattern);
        assertThat(read.toString()).isEqualTo(PREFIX + pattern);
        assertThat(read.matches(Urn.parse(PREFIX + urn))).isEqualTo(matches);
    }

    @Test
    void isExactWhereNothingIsOpen() {
        Urn urn = Urn.parse(PREFIX + "codelist.Code=MIG:CL(1.0).FR");
        assertThat(UrnPattern.of(urn).exact()).isTrue();
        assertThat(UrnPattern.of(urn).toString()).isEqualTo(urn.toString());
        assertThat(UrnPattern.ANYTHING.exact()).isFalse();
        assertThat(UrnPattern.parse(PREFIX + "codelist.Codelist=MIG:CL(1.0+.0)").exact())
                .isFalse();
    }

    @Test
    void refusesWhatIsNoUrn() {
        assertThatThrownBy(() -> UrnPattern.parse("urn:sdmx:Codelist=*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'urn:sdmx:Codelist=*'");
    }
}
