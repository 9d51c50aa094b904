package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.metadata.MetadataMessage;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.Dataflow;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.structure.StructureWriterOptions;

/** The reports on the figures that come along. */
class MigrationMetadataTest {

    private static final Catalogue CATALOGUE = MigrationStructures.catalogue();

    static Stream<String> files() {
        return MigrationMetadata.files().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isValidByTheOfficialSchema(String file) throws IOException {
        try (InputStream in = MigrationMetadata.open(file)) {
            // The schema admits any XHTML that is declared, and comes without the declarations of XHTML.
            assertThat(OfficialSchemas.metadataErrors(StructureFormat.ML_3_1, in.readAllBytes()))
                    .allMatch(error -> error.matches(".*wildcard is strict.*'p'\\.?"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MDF_MIG_ESMS", "MDF_MIG_SOURCE"})
    void speakOfEveryDataflowWithFigures(String kind) {
        Set<String> flows = of(kind).flatMap(set -> set.targets().stream())
                .map(UrnPattern::toString)
                .map(Urn::parse)
                .map(urn -> CATALOGUE.resolve(urn).orElseThrow())
                .filter(Dataflow.class::isInstance)
                .map(flow -> flow.id())
                .collect(Collectors.toSet());
        assertThat(flows)
                .containsExactlyInAnyOrder(
                        "DF_STK_BIL",
                        "DF_DSP_POP",
                        "DF_ASY_APP",
                        "DF_ASY_DEC",
                        "DF_REM",
                        "DF_REM_COST",
                        "DF_FLW_IMM",
                        "DF_FLW_EMI");
    }

    @Test
    void sayLicenceCitationProvenanceAndWhatIsCounted() {
        of("MDF_MIG_ESMS")
                .forEach(set -> assertThat(ids(set.attributes()))
                        .as(set.id())
                        .contains(
                                "LICENCE",
                                "CITATION",
                                "PROVENANCE",
                                "DATA_DESCR",
                                "STAT_CONC_DEF",
                                "REF_AREA",
                                "COVERAGE_TIME",
                                "ACCURACY",
                                "META_LAST_UPDATE"));
        of("MDF_MIG_SOURCE")
                .forEach(set -> assertThat(ids(set.attributes()))
                        .as(set.id())
                        .contains(
                                "SRC_TYPE",
                                "SRC_HOLDER",
                                "CONTACT_ORGANISATION",
                                "ONLINE_DB",
                                "LICENCE",
                                "CITATION",
                                "EDITION",
                                "PROVENANCE",
                                "POP_COVERED",
                                "REF_AREA",
                                "COVERAGE_TIME",
                                "BIAS",
                                "USED_IN",
                                "META_LAST_UPDATE"));
    }

    /** Licence and citation are told with the data, by the report on their quality and by that on their source. */
    @Test
    void theSourceIsTheSameInBothReports() {
        Map<String, String> licences = new HashMap<>();
        of("MDF_MIG_ESMS")
                .forEach(set ->
                        set.targets().forEach(target -> licences.put(target.toString(), english(set, "LICENCE"))));
        of("MDF_MIG_SOURCE")
                .forEach(set -> set.targets()
                        .forEach(target -> assertThat(english(set, "LICENCE"))
                                .as(target.toString())
                                .isEqualTo(licences.get(target.toString()))));
    }

    private static Stream<MetadataSet> of(String kind) {
        return MigrationMetadata.sets().stream()
                .filter(set -> set.flow().orElseThrow().id().equals(kind));
    }

    private static String english(MetadataSet set, String id) {
        return markup(set.attributes(), id).findFirst().orElseThrow();
    }

    private static Stream<String> markup(List<ReportedAttribute> attributes, String id) {
        return attributes.stream()
                .flatMap(a -> Stream.concat(
                        a.id().equals(id) && a.value().orElseThrow() instanceof ReportedValue.Markup markup
                                ? markup.markup().in("en").stream()
                                : Stream.empty(),
                        markup(a.children(), id)));
    }

    @Test
    void theAsymmetryThatIsReportedIsThatOfTheFigures() throws IOException {
        List<Double> differences = new ArrayList<>();
        int both = 0;
        try (InputStream in =
                MigrationMaps.figures(MigrationMaps.layout("SM_MIRROR_IMM").orElseThrow())) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> head = List.of(lines.getFirst().split(",", -1));
            int one = head.indexOf("EMIGRATION_REPORTED_BY_ORIGIN");
            int other = head.indexOf("IMMIGRATION_REPORTED_BY_DESTINATION");
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                if (!cells[one].isEmpty() && !cells[other].isEmpty()) {
                    both++;
                    double a = Double.parseDouble(cells[one]);
                    double b = Double.parseDouble(cells[other]);
                    if (a + b > 0) {
                        differences.add(Math.abs(a - b) / ((a + b) / 2));
                    }
                }
            }
        }
        differences.sort(null);
        double median = (differences.get((differences.size() - 1) / 2) + differences.get(differences.size() / 2)) / 2;
        MetadataSet report = MigrationMetadata.sets().stream()
                .filter(set -> set.id().equals("Q_FLW_ESTAT"))
                .findFirst()
                .orElseThrow();
        assertThat(plain(report.attributes(), "ASYMMETRY")).containsExactly(String.format("%.3f", median));
        assertThat(both).isEqualTo(1792);
    }

    @ParameterizedTest
    @EnumSource
    void goThroughEveryFormat(MetadataFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Problems losses = new Problems();
        List<MetadataSet> sets = MigrationMetadata.sets();
        MetadataMessages.write(
                new MetadataMessage(MessageHeader.of("ALL", "2026-01-01T00:00:00Z", "MIG"), sets, List.of()),
                format,
                StructureWriterOptions.COMPACT,
                out,
                losses);
        Problems problems = new Problems();
        List<MetadataSet> back = MetadataMessages.read(new ByteArrayInputStream(out.toByteArray()), problems)
                .sets();
        assertThat(problems.list()).isEmpty();
        assertThat(back).hasSameSizeAs(sets);
        if (losses.list().isEmpty()) {
            assertThat(back).isEqualTo(sets);
        } else {
            assertThat(losses.list()).extracting(Problem::rule).containsOnly(Problem.LOST);
        }
    }

    private static List<String> ids(List<ReportedAttribute> attributes) {
        return attributes.stream()
                .flatMap(a -> Stream.concat(Stream.of(a.id()), ids(a.children()).stream()))
                .toList();
    }

    private static List<String> plain(List<ReportedAttribute> attributes, String id) {
        return attributes.stream()
                .flatMap(a -> Stream.concat(
                        a.id().equals(id) && a.value().orElseThrow() instanceof ReportedValue.Plain plain
                                ? plain.values().stream()
                                : Stream.empty(),
                        plain(a.children(), id).stream()))
                .toList();
    }
}
