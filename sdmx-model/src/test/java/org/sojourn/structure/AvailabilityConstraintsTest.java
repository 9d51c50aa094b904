package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.AvailabilityConstraint;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.MemberValue;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

class AvailabilityConstraintsTest {

    private static final Urn FLOW = Urn.parse("urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=NSO:DF(1.0.0)");

    private static StructureMessage message(String... attachments) {
        List<AvailabilityConstraint> all = List.of(attachments).stream()
                .map(urn -> new AvailabilityConstraint(
                        List.of(),
                        Urn.parse(urn),
                        region(),
                        OptionalLong.of(3),
                        OptionalLong.of(3_000_000_000L),
                        Optional.of("TIME_PERIOD")))
                .toList();
        return new StructureMessage(MessageHeader.of("A1", "2026-01-01T00:00:00Z", "T"), List.of(), List.of(), all);
    }

    private static CubeRegion region() {
        return new CubeRegion(
                true,
                List.of(),
                List.of(new ComponentValues(
                        "AREA",
                        true,
                        false,
                        List.of(MemberValue.of("FR"), MemberValue.of("DE")),
                        Optional.empty(),
                        Optional.of("2019-01-01"),
                        Optional.of("2024-06-30"))),
                List.of());
    }

    private static StructureMessage rewritten(StructureMessage message, StructureFormat format, Problems losses)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessages.write(message, format, StructureWriterOptions.PRETTY, out, losses);
        assertThat(OfficialSchemas.errors(format, out.toByteArray())).isEmpty();
        Problems problems = new Problems();
        StructureMessage back = StructureMessages.read(new ByteArrayInputStream(out.toByteArray()), format, problems);
        assertThat(problems.list()).isEmpty();
        return back;
    }

    @Test
    void comeBackFromJson() throws IOException {
        StructureMessage message = message(
                FLOW.toString(),
                "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=NSO:DSD(1.0.0)",
                "urn:sdmx:org.sdmx.infomodel.registry.ProvisionAgreement=NSO:PA(2.0.0)");
        Problems losses = new Problems();
        assertThat(rewritten(message, StructureFormat.JSON_2_1, losses))
                .usingRecursiveComparison()
                .ignoringFields("availability.timeDimension")
                .isEqualTo(message);
        assertThat(losses.list()).isEmpty();
    }

    @Test
    void loseOnlyACountThatXmlCannotHold() throws IOException {
        Problems losses = new Problems();
        AvailabilityConstraint back = rewritten(message(FLOW.toString()), StructureFormat.ML_3_1, losses)
                .availability()
                .getFirst();
        assertThat(losses.list()).extracting(Problem::rule).containsExactly(Problem.LOST);
        assertThat(losses.list().getFirst().toString()).contains("3000000000");
        assertThat(back)
                .isEqualTo(new AvailabilityConstraint(
                        List.of(), FLOW, region(), OptionalLong.of(3), OptionalLong.empty()));
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_2_1", "ML_3_0", "JSON_2_0"})
    void areActualDataConstraintsInOlderFormats(StructureFormat format) throws IOException {
        StructureMessage back = rewritten(message(FLOW.toString()), format, new Problems());
        assertThat(back.availability()).isEmpty();
        DataConstraint constraint = (DataConstraint) back.artefacts().getFirst();
        assertThat(constraint.role()).contains(DataConstraint.Role.ACTUAL);
        assertThat(constraint.maintenance().naming().annotations())
                .extracting(a -> a.id().orElse("") + " " + a.title().orElse("") + " "
                        + a.type().orElse(""))
                .containsExactly("series_count 3 sdmx_metrics", "obs_count 3000000000 sdmx_metrics");
        assertThat(constraint.referencePeriod()).isEmpty(); // sdmx1 cannot read one
        assertThat(constraint.cubeRegions().getFirst().keyValues())
                .extracting(ComponentValues::component)
                .isEqualTo(format == StructureFormat.ML_2_1 ? List.of("AREA", "TIME_PERIOD") : List.of("AREA"));
        if (format == StructureFormat.ML_2_1) {
            assertThat(constraint.cubeRegions().getFirst().keyValues().getLast().timeRange())
                    .contains(new DataConstraint.TimeRange(
                            Optional.of(new DataConstraint.TimeRange.Bound("2019-01-01", true)),
                            Optional.of(new DataConstraint.TimeRange.Bound("2024-06-30", true))));
        }
    }

    @Test
    void areRefusedWithoutAttachment() throws IOException {
        String text =
                "{\"meta\":{\"schema\":\"https://json.sdmx.org/2.1/sdmx-json-structure-schema.json\",\"id\":\"A\","
                        + "\"test\":false,\"prepared\":\"2026-01-01T00:00:00Z\",\"sender\":{\"id\":\"T\"}},"
                        + "\"data\":{\"availabilityConstraints\":[{\"seriesCount\":1}]}}";
        Problems problems = new Problems();
        StructureMessage read =
                StructureMessages.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), problems);
        assertThat(read.availability()).isEmpty();
        assertThat(problems.list()).anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    }
}
