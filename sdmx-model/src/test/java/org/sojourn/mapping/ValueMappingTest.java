package org.sojourn.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.model.DataType;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.RepresentationMap.Mapping;
import org.sojourn.model.RepresentationMap.SourceValue;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

class ValueMappingTest {

    @ParameterizedTest
    @CsvSource({"ABC_DEF_XYZ, found", "ABC_DEG_XYZ, none", "DEF, none", "1234DEF, found", "1234DE, none"})
    void comparesThePartFromTheFirstToTheLastCharacterCountedFromOne(String value, String expected) {
        assertThat(found(mapping("DEF", 5, 7), value)).isEqualTo(expected);
    }

    @Test
    void aPartWithoutAnEndGoesToTheEndAndOneWithoutAStartFromTheBeginning() {
        assertThat(found(mapping("XYZ", 9, null), "ABC_DEF_XYZ")).isEqualTo("found");
        assertThat(found(mapping("XYZ", 9, null), "ABC_DEF_XYZW")).isEqualTo("none");
        assertThat(found(mapping("ABC", null, 3), "ABC_DEF_XYZ")).isEqualTo("found");
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "-1, 2", "3, 2"})
    void refusesAPartThatIsNone(int start, int end) {
        assertThatThrownBy(() -> mapping("A", start, end))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("part");
    }

    private static String found(ValueMapping mapping, String value) {
        return mapping.find(List.of(value), null) instanceof ValueMapping.Result.Values values
                ? String.join(" ", values.targets())
                : "none";
    }

    private static ValueMapping mapping(String value, Integer start, Integer end) {
        return new ValueMapping(new RepresentationMap(
                Maintenance.of(
                        "TEST",
                        Version.parse("1.0.0"),
                        new Naming(
                                new Identification("RM", Optional.empty(), List.of(), List.of()),
                                LocalisedText.of("en", "map"),
                                LocalisedText.EMPTY)),
                List.of(new RepresentationMap.Domain.Typed(DataType.STRING)),
                List.of(new RepresentationMap.Domain.Typed(DataType.STRING)),
                Stream.of(new Mapping(
                                List.of(),
                                List.of(new SourceValue(
                                        value, false, Optional.ofNullable(start), Optional.ofNullable(end))),
                                List.of("found"),
                                Optional.empty(),
                                Optional.empty()))
                        .toList()));
    }
}
