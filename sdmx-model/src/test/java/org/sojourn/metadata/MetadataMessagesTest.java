package org.sojourn.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Inventory;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.testing.Shared;

class MetadataMessagesTest {

    /** What differs between an official sample and the same written again, and why. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry(
                    "Ref/@|/URN|/@(structureID|structureRef|namespace|type|id|setID)=|schemaLocation|/ID/text",
                    "references and ids inside the message are named anew"),
            Map.entry("/@lang= added|/@lang=en (added|lost)", "English is the default"),
            Map.entry("names( |/en= )|/descriptions", "a name or description without a language is English"),
            Map.entry("/targets= ", "targets with wildcards, which the schema does not allow"),
            Map.entry("adipisicing|/x-id= ", "members that no schema has"),
            Map.entry(
                    "^meta|schema= |/x-extension|^data/x-extension|(isPartialLanguage|isExternalReference)=false|links|hreflang",
                    "defaults, extensions and links to itself"),
            Map.entry(
                    "annotations/|/action=|/description= |errors",
                    "texts beside all texts, links of annotations, and what is told to be ignored"),
            Map.entry("/value= (lost|added)|value=\\S* (lost|added)", "numbers and truth values are written as text"),
            Map.entry("/format( |/)", "of the format, what the schema allows there"));

    /** What says something else than in an official sample, and why. */
    private static final Map<String, String> CHANGED = Map.of(
            "/@(structureID|structureRef)= changed", "ids inside the message are given anew",
            "/(name|title|detail|text|role|department|description)= changed: \\[[^]]+] -> \\[[^]]+]",
                    "generated samples have best texts that are none of all texts",
            "^errors/code= changed", "generated samples have fractions where the schema wants whole numbers",
            "^meta(\\[\\w+])?/(schema|prepared)= changed", "the schema's own address, and a zone where there was none");

    private static byte[] write(MetadataMessage m, MetadataFormat format, Problems losses) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MetadataMessages.write(m, format, StructureWriterOptions.PRETTY, out, losses);
        return out.toByteArray();
    }

    private static MetadataMessage read(byte[] bytes, Problems problems) throws IOException {
        return MetadataMessages.read(new ByteArrayInputStream(bytes), problems);
    }

    private static StructureFormat schema(MetadataFormat format) {
        return switch (format) {
            case ML_2_1_GENERIC, ML_2_1_SS -> StructureFormat.ML_2_1;
            case ML_3_0 -> StructureFormat.ML_3_0;
            case ML_3_1 -> StructureFormat.ML_3_1;
            case JSON_1_0 -> StructureFormat.JSON_1_0;
            case JSON_2_0 -> StructureFormat.JSON_2_0;
            case JSON_2_1 -> StructureFormat.JSON_2_1;
            case CSV_2_0, CSV_2_1 -> throw new IllegalArgumentException("no schema");
        };
    }

    @ParameterizedTest
    @EnumSource
    void readsBackWhatItWroteOfWhatItCanCarry(MetadataFormat format) throws IOException {
        for (long seed = 0; seed < 150; seed++) {
            MetadataMessage message = new RandomMetadata(seed, Optional.of(format)).message();
            Problems losses = new Problems();
            Problems problems = new Problems();
            byte[] bytes = write(message, format, losses);
            assertThat(losses.list()).as("losses of seed " + seed).isEmpty();
            assertThat(read(bytes, problems))
                    .as("seed " + seed + "\n" + new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(message);
            assertThat(problems.list()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesOnceAndForAllWhatItCannotCarryAndTellsOfIt(MetadataFormat format) throws IOException {
        for (long seed = 0; seed < 150; seed++) {
            MetadataMessage message = new RandomMetadata(seed, Optional.empty()).message();
            Problems losses = new Problems();
            MetadataMessage back = read(write(message, format, losses), new Problems());
            assertThat(losses.list()).allMatch(p -> p.rule().equals(Problem.LOST));
            MetadataMessage again = read(write(back, format, new Problems()), new Problems());
            assertThat(byIds(again)).as("seed " + seed).isEqualTo(byIds(back));
            if (losses.list().isEmpty()) {
                assertThat(byIds(back)).isEqualTo(byIds(message));
            }
        }
    }

    /** Attributes of different ids in the order of their ids: SDMX-CSV has that of its columns for all rows. */
    private static List<MetadataSet> byIds(MetadataMessage message) {
        return message.sets().stream()
                .map(s -> new MetadataSet(
                        s.maintenance(), s.flow(), s.coverage(), s.targets(), sorted(s.attributes()), s.report()))
                .toList();
    }

    private static List<MetadataSet.ReportedAttribute> sorted(List<MetadataSet.ReportedAttribute> all) {
        return all.stream()
                .sorted(Comparator.comparing(MetadataSet.ReportedAttribute::id))
                .map(a -> new MetadataSet.ReportedAttribute(
                        a.annotations(), a.id(), a.value(), a.format(), sorted(a.children())))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_3_0", "ML_3_1", "JSON_1_0", "JSON_2_0", "JSON_2_1", "ML_2_1_GENERIC"})
    void writesWhatTheOfficialSchemaFindsValid(MetadataFormat format) throws IOException {
        for (long seed = 0; seed < 40; seed++) {
            byte[] bytes = write(new RandomMetadata(seed, Optional.of(format)).message(), format, new Problems());
            List<String> errors = OfficialSchemas.metadataErrors(schema(format), bytes).stream()
                    // The schema of XHTML is not among the official ones, yet is demanded.
                    .filter(e -> !e.contains("cvc-complex-type.2.4.c"))
                    .toList();
            assertThat(errors)
                    .as(() -> new String(bytes, StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> officialSamples() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("samples/json-2.0/metadata-message", "samples/json-2.1/metadata-message")) {
            try (Stream<Path> all = Files.list(Shared.path(folder))) {
                all.filter(f -> f.toString().endsWith(".json")).sorted().forEach(files::add);
            }
        }
        files.add(Shared.path("samples/ml-2.1/demography/esms_generic.xml"));
        files.add(Shared.path("samples/ml-2.1/demography/esms_structured.xml"));
        files.add(Shared.path("messages/ESTAT/esms.xml"));
        files.add(Shared.path("messages/ESTAT/esms-ss.xml"));
        return files.stream()
                .map(f -> DynamicTest.dynamicTest(Shared.root().relativize(f).toString(), () -> sample(f)));
    }

    private static void sample(Path file) throws IOException, XMLStreamException {
        byte[] original = Files.readAllBytes(file);
        Problems problems = new Problems();
        MetadataMessage m = read(original, problems);
        assertThat(problems.list()).noneMatch(p -> p.severity() == Problem.Severity.ERROR);
        assertThat(m.sets()).isNotEmpty();
        String name = file.toString();
        MetadataFormat own = name.contains("json-2.0")
                ? MetadataFormat.JSON_2_0
                : name.contains("json-2.1")
                        ? MetadataFormat.JSON_2_1
                        : name.contains("struct") || name.contains("-ss")
                                ? MetadataFormat.ML_2_1_SS
                                : MetadataFormat.ML_2_1_GENERIC;
        Dialect dialect = Dialect.of(schema(own));
        byte[] rewritten = write(m, own, new Problems());
        List<String> unexplained = new ArrayList<>();
        Inventory before = Inventory.ofMetadata(original, dialect);
        Inventory after = Inventory.ofMetadata(rewritten, dialect);
        before.changes(after).stream()
                .filter(change -> CHANGED.keySet().stream()
                        .noneMatch(x -> Pattern.compile(x).matcher(change).find()))
                .forEach(unexplained::add);
        before.differences(after).forEach((path, n) -> {
            String difference = path + (n[0] > n[1] ? " lost" : " added") + " (" + n[0] + " -> " + n[1] + ")";
            if (EXPECTED.keySet().stream()
                    .noneMatch(x -> Pattern.compile(x).matcher(difference).find())) {
                unexplained.add(difference);
            }
        });
        assertThat(unexplained).isEmpty();
        for (MetadataFormat format : List.of(
                MetadataFormat.ML_3_0, MetadataFormat.ML_3_1, MetadataFormat.JSON_2_0, MetadataFormat.JSON_2_1)) {
            MetadataMessage other = read(write(m, format, new Problems()), new Problems());
            assertThat(other.sets()).as(format.formatName()).hasSameSizeAs(m.sets());
            assertThat(other.sets().getFirst().attributes())
                    .hasSameSizeAs(m.sets().getFirst().attributes());
        }
    }

    @Test
    void readsEachReportOfVersion21AsASetThatKnowsItsTarget() throws IOException {
        Problems problems = new Problems();
        MetadataSet set = read(Files.readAllBytes(Shared.path("messages/ESTAT/esms.xml")), problems)
                .sets()
                .getFirst();
        assertThat(set.agency()).isEqualTo("ESTAT");
        assertThat(set.report().orElseThrow().target()).isEqualTo("CATEGORY_TARGET");
        assertThat(set.targets())
                .singleElement()
                .hasToString(
                        "urn:sdmx:org.sdmx.infomodel.categoryscheme.Category=ESTAT:DATAFLOWS_SCHEME(1.0).PSC.DEM.TOT");
        MetadataSet specific = read(Files.readAllBytes(Shared.path("messages/ESTAT/esms-ss.xml")), problems)
                .sets()
                .getFirst();
        assertThat(specific.report()).isEqualTo(set.report());
        assertThat(specific.attributes()).isEqualTo(set.attributes());
    }

    @Test
    void readsReportsOfJson10AndWritesThemAsOneSet() throws IOException {
        String json = """
                {"data": {"metadataSets": [{"id": "S", "reportingBegin": "2020",
                  "links": [{"rel": "metadataflow", "urn": "urn:sdmx:org.sdmx.infomodel.metadatastructure.Metadataflow=A:MDF(1.0)"},
                            {"rel": "related", "href": "https://example.org/more"}],
                  "dataProvider": "urn:sdmx:org.sdmx.infomodel.base.DataProvider=SDMX:DATA_PROVIDERS(1.0).NSO",
                  "reports": [
                    {"id": "R", "target": {"id": "T", "referenceValues": [
                        {"id": "O", "object": "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=A:DF(1.0)"},
                        {"id": "K", "dataKey": {"keyValues": [{"id": "FREQ", "value": "A"}]}},
                        {"id": "D", "dataSet": {"id": "DS",
                          "dataProvider": "urn:sdmx:org.sdmx.infomodel.base.DataProvider=SDMX:DATA_PROVIDERS(1.0).NSO"}},
                        {"id": "P", "reportPeriod": "2020-Q1"}]},
                     "attributeSet": {"reportedAttributes": [
                        {"id": "A", "value": "1"},
                        {"id": "B", "texts": {"fr": "texte"}, "attributeSet": {"reportedAttributes": [
                           {"id": "C", "structuredTexts": {"en": "<p>text</p>"}}]}}]}},
                    {"id": "R", "target": {"id": "T", "referenceValues": [
                        {"id": "O", "object": "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=A:DF2(1.0)"}]},
                     "attributeSet": {"reportedAttributes": [{"id": "A", "value": "2"}]}}]}]},
                 "meta": {"schema": "https://example.org/1.0/sdmx-json-metadata-schema.json", "id": "M", "test": false,
                          "prepared": "2026-01-31T12:00:00Z", "sender": {"id": "SENDER"}}}""";
        // The version is said after the data here, so it shows by the reports.
        Problems problems = new Problems();
        MetadataMessage message = read(json.getBytes(StandardCharsets.UTF_8), problems);
        assertThat(problems.list()).isEmpty();
        assertThat(message.sets()).extracting(MetadataSet::id).containsExactly("S$R1", "S$R2");
        MetadataSet first = message.sets().getFirst();
        assertThat(first.agency()).isEqualTo("NSO");
        assertThat(first.report().orElseThrow().values()).hasSize(4);
        assertThat(first.maintenance().naming().identification().links()).hasSize(1);
        byte[] written = write(message, MetadataFormat.JSON_1_0, problems);
        assertThat(problems.list()).isEmpty();
        assertThat(OfficialSchemas.metadataErrors(StructureFormat.JSON_1_0, written))
                .isEmpty();
        assertThat(read(written, problems)).isEqualTo(message);
        // What 2.1 says in XML is the same, links aside.
        MetadataMessage xml = read(write(message, MetadataFormat.ML_2_1_GENERIC, new Problems()), new Problems());
        assertThat(xml.sets().getFirst().report()).isEqualTo(first.report());
        assertThat(xml.sets().getFirst().attributes()).isEqualTo(first.attributes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<a/>",
                "{\"data\":{}}",
                "{\"data\":{\"metadataSets\":[{",
                "DATAFLOW,X",
                "MDSTRUCTURE,MDSTRUCTURE_ID\nmetadataflow,A:B(1.0)",
                "<mes:GenericMetadata xmlns:mes=\"http://www.sdmx.org/resources/sdmxml/schemas/v3_1/message\"><mes:MetadataSet"
            })
    void refusesWhatIsNoMessageOfReferenceMetadata(String text) {
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8), new Problems()))
                .isInstanceOf(SdmxException.class);
    }

    @Test
    void readsACsvMessageWithNestedAttributesAndOtherSeparators() throws IOException {
        String csv = "MDSTRUCTURE[|];MDSTRUCTURE_ID;METADATASET_ID;TARGET_TYPES;TARGET_IDS;"
                + "CONTACT[].NAME;CONTACT[].PHONE[];NOTE[en|fr]\n"
                + "metadataflow;MIG:MDF(1.0);MIG:S(1.0);dataflow;MIG:DF(1.0);"
                + "A|B;\"1|\"\"2|3\"\"\";en:Text|fr:Texte\n";
        Problems problems = new Problems();
        MetadataSet set =
                read(csv.getBytes(StandardCharsets.UTF_8), problems).sets().getFirst();
        assertThat(problems.list()).isEmpty();
        assertThat(set.attributes()).hasSize(3);
        assertThat(set.attributes().get(1).children())
                .extracting(MetadataSet.ReportedAttribute::id)
                .containsExactly("NAME", "PHONE", "PHONE");
        assertThat(set.attributes().getLast().value())
                .contains(new MetadataSet.ReportedValue.Text(new org.sojourn.model.text.LocalisedText(
                        new java.util.LinkedHashMap<>(Map.of("en", "Text", "fr", "Texte")))));
    }
}
