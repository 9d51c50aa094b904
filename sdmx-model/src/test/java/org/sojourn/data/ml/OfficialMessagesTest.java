package org.sojourn.data.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Fixtures;
import org.sojourn.data.StructureLookup;
import org.sojourn.format.DataFormat;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessages;
import org.sojourn.testing.ExpectedDifferences;
import org.sojourn.testing.Shared;
import org.sojourn.testing.XmlDifferences;

/** The official samples and messages of real services: read with the counts that they have, and written again equal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialMessagesTest {

    private static final Pattern ELEMENT = Pattern.compile("<(?:\\w+:)?(Series|Obs)[\\s/>]");
    private static final Pattern SPECIFIC_SCHEMA =
            Pattern.compile("schemaLocation=\"[^\"]*\\s(?:[^\"\\s]*/)?(\\w+\\.xsd)\"");

    private static final Pattern NAMESPACE = Pattern.compile("namespace=\"([^\"]+)\"");

    /** Slips of official samples and real messages that are told as warnings. */
    private static final Set<String> KNOWN_SLIPS = Set.of("observation-dimension", "structure-reference");

    private static final ExpectedDifferences EXPECTED =
            ExpectedDifferences.beside(OfficialMessagesTest.class, "expected-differences.tsv");

    private static final Map<Boolean, Catalogue> CATALOGUES = new HashMap<>();
    private static final int VALIDATED = 52;
    private static int validated;

    /** Structures of two messages of services that are not among the material. */
    private static final DataStructureView PCPS = new Fixtures.Builder("IMF", "PCPS", "PCPS")
            .dimension("FREQ")
            .dimension("REF_AREA")
            .dimension("COMMODITY")
            .dimension("UNIT_MEASURE")
            .time()
            .measure("OBS_VALUE")
            .attribute("UNIT_MULT", seriesOf("FREQ", "REF_AREA", "COMMODITY", "UNIT_MEASURE"))
            .attribute("TIME_FORMAT", seriesOf("FREQ", "REF_AREA", "COMMODITY", "UNIT_MEASURE"))
            .build(false);

    private static final DataStructureView NAMA = new Fixtures.Builder("ESTAT", "NAMA_10_GDP", "NAMA_10_GDP")
            .dimension("freq")
            .dimension("unit")
            .dimension("na_item")
            .dimension("geo")
            .time()
            .measure("OBS_VALUE")
            .attribute("OBS_FLAG", new AttributeRelationship.Observation())
            .build();

    private static AttributeRelationship seriesOf(String... dimensions) {
        return new AttributeRelationship.Dimensions(List.of(dimensions), List.of());
    }

    private Stream<String> messages() throws IOException {
        List<String> files = new ArrayList<>();
        for (String folder : List.of("samples/ml-2.1", "samples/ml-3.0", "samples/ml-3.1", "messages")) {
            try (Stream<Path> all = Files.walk(Shared.path(folder))) {
                all.filter(p -> p.toString().endsWith(".xml"))
                        .filter(OfficialMessagesTest::isData)
                        .forEach(p -> files.add(Shared.root().relativize(p).toString()));
            }
        }
        return files.stream().sorted();
    }

    private static boolean isData(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            String head = new String(in.readNBytes(400), StandardCharsets.UTF_8);
            return head.contains(":GenericData")
                    || head.contains(":GenericTimeSeriesData")
                    || head.contains(":StructureSpecificData")
                    || head.contains(":StructureSpecificTimeSeriesData");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsEverySeriesAndObservationAndWritesThemAgain(String file) throws IOException {
        byte[] message = Files.readAllBytes(Shared.path(file));
        String text = new String(message, StandardCharsets.UTF_8);
        StructureLookup lookup = structures(file);
        Problems problems = new Problems();
        CanonicalData data = read(message, lookup, problems);
        assertThat(problems.hasErrors()).as(problems.list().toString()).isFalse();
        assertThat(problems.list()).allMatch(p -> KNOWN_SLIPS.contains(p.rule()));
        assertThat(data.observations()).isEqualTo(count("Obs", text));
        if (text.contains("dimensionAtObservation=\"TIME_PERIOD\"")) {
            assertThat(data.series()).isEqualTo(count("Series", text));
        }

        DataFormat format = format(text);
        Problems losses = new Problems();
        byte[] again = write(message, lookup, format, losses);
        assertThat(losses.list()).isEmpty();
        Problems none = new Problems();
        CanonicalData back = read(again, lookup, none);
        assertThat(none.list()).isEmpty();
        assertThat(back.lines()).isEqualTo(data.lines());
        assertThat(back.header()).isEqualTo(data.header());
        assertThat(back.footer()).isEqualTo(data.footer());
        assertThat(new String(write(again, lookup, format, losses), StandardCharsets.UTF_8))
                .isEqualTo(new String(again, StandardCharsets.UTF_8));

        assertThat(EXPECTED.unexplained(file, XmlDifferences.between(message, again, dimensions(message, lookup))))
                .isEmpty();

        if (data.datasets() > 0) {
            validate(text, format, again);
        }
    }

    /** Generic messages by the official schemas alone, others where a schema of their data structure is at hand. */
    private static void validate(String original, DataFormat format, byte[] written) throws IOException {
        String text = new String(written, StandardCharsets.UTF_8);
        boolean generic = format == DataFormat.ML_2_1_GENERIC || format == DataFormat.ML_2_1_GENERIC_TS;
        Optional<Path> specific = generic ? Optional.empty() : specific(original);
        // A sample calls its structure by two names, another names measures by types: their schemas are for something
        // else.
        boolean sameNamespace = specific.isPresent()
                && Files.readString(specific.get()).contains("targetNamespace=\"" + namespace(text) + "\"");
        if (generic || sameNamespace) {
            assertThat(OfficialSchemas.faults(format.version(), specific, written))
                    .as(text)
                    .isEmpty();
            validated++;
        }
    }

    private static String namespace(String text) {
        Matcher m = NAMESPACE.matcher(text);
        assertThat(m.find()).isTrue();
        return m.group(1);
    }

    private static int count(String element, String text) {
        Matcher m = ELEMENT.matcher(text);
        int count = 0;
        while (m.find()) {
            count += m.group(1).equals(element) ? 1 : 0;
        }
        return count;
    }

    /** Counted by another program when the messages were collected. */
    @Test
    void countsAsTheInventoryDoes() throws IOException {
        int checked = 0;
        for (String line : Files.readAllLines(Shared.path("messages/INVENTORY.tsv"))) {
            String[] fields = line.split("\t", -1);
            Matcher m = Pattern.compile("'Obs': (\\d+)").matcher(fields.length > 4 ? fields[4] : "");
            if (m.find() && fields[2].contains("Data")) {
                String file = "messages/" + fields[0];
                CanonicalData data = read(Files.readAllBytes(Shared.path(file)), structures(file), new Problems());
                assertThat(data.observations()).as(file).isEqualTo(Long.parseLong(m.group(1)));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(31);
    }

    @AfterAll
    void mostOfThemWereValidated() {
        assertThat(validated).isGreaterThanOrEqualTo(VALIDATED);
        if (validated > 0) {
            assertThat(EXPECTED.unused()).isEmpty();
        }
    }

    private static CanonicalData read(byte[] message, StructureLookup lookup, Problems problems) throws IOException {
        return CanonicalData.of(new MlDataReader(new ByteArrayInputStream(message), lookup, problems));
    }

    private static byte[] write(byte[] message, StructureLookup lookup, DataFormat format, Problems losses)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MlDataReader(new ByteArrayInputStream(message), lookup, new Problems())
                .transferTo(new MlDataWriter(format, out, DataWriterOptions.DEFAULT, losses));
        return out.toByteArray();
    }

    private static Set<String> dimensions(byte[] message, StructureLookup lookup) throws IOException {
        Set<String> dimensions = new HashSet<>();
        StructureLookup noting = reference -> {
            DataStructureView view = lookup.find(reference);
            view.structure().dimensions().forEach(d -> dimensions.add(d.id()));
            return view;
        };
        read(message, noting, new Problems());
        return dimensions;
    }

    private static DataFormat format(String text) {
        if (text.contains("schemas/v3_0/message")) {
            return DataFormat.ML_3_0;
        } else if (text.contains("schemas/v3_1/message")) {
            return DataFormat.ML_3_1;
        } else if (text.contains(":GenericTimeSeriesData")) {
            return DataFormat.ML_2_1_GENERIC_TS;
        } else if (text.contains(":GenericData")) {
            return DataFormat.ML_2_1_GENERIC;
        }
        return text.contains(":StructureSpecificTimeSeriesData") ? DataFormat.ML_2_1_SS_TS : DataFormat.ML_2_1_SS;
    }

    /** The schema of the data structure that a message names and that is among the samples of its version. */
    private static Optional<Path> specific(String text) throws IOException {
        Matcher m = SPECIFIC_SCHEMA.matcher(text);
        if (!m.find()) {
            return Optional.empty();
        }
        String folder = text.contains("schemas/v2_1/message")
                ? "samples/ml-2.1"
                : text.contains("schemas/v3_0/message") ? "samples/ml-3.0" : "samples/ml-3.1";
        try (Stream<Path> all = Files.walk(Shared.path(folder))) {
            return all.filter(p -> p.getFileName().toString().equals(m.group(1)))
                    .findFirst();
        }
    }

    private static StructureLookup structures(String file) throws IOException {
        // The same dataflow has another structure in one folder of samples.
        boolean complex = file.contains("Complex");
        Catalogue catalogue = CATALOGUES.get(complex);
        if (catalogue == null) {
            catalogue = catalogue(complex);
            CATALOGUES.put(complex, catalogue);
        }
        Catalogue found = catalogue;
        return reference -> switch (reference.id()) {
            case "PCPS" -> PCPS;
            case "NAMA_10_GDP" -> NAMA;
            default -> found.find(reference);
        };
    }

    private static Catalogue catalogue(boolean complex) throws IOException {
        List<MaintainableArtefact> all = new ArrayList<>();
        for (String s : List.of(
                "messages/ECB_EXR/ng-structure-full.xml",
                "messages/ECB_EXR/rg-structure-full.xml",
                "messages/ECB_EXR/sg-structure-full.xml",
                "messages/ECB_EXR/1/structure-full.xml",
                "messages/ESTAT/demography-structure.xml",
                "messages/IMF_RES/WEO-structure.xml",
                "messages/ISTAT/22_289-structure.xml",
                "samples/ml-3.1/Data Structure Definition/ECB_EXR.xml",
                "samples/ml-3.1/Data - Complex Data Attributes/ECB_EXR_CA_DSD.xml")) {
            try (InputStream in = Files.newInputStream(Shared.path(s))) {
                all.addAll(StructureMessages.read(in, new Problems()).artefacts());
            }
        }
        // The sample's data call the structure by another name than its definition does.
        all.stream()
                .filter(a -> a.id().equals("ECB_EXR_CG"))
                .findFirst()
                .ifPresent(a -> all.add(renamed((DataStructure) a, "ECB_EXR_RG")));
        all.add(flow("ECB", "EXR", complex ? "ECB_EXR_COMPLEX_ATTRIBUTES" : "ECB_EXR"));
        all.add(flow("IT1", "22_289", "DCIS_POPRES1"));
        return Catalogue.of(all);
    }

    private static DataStructure renamed(DataStructure d, String id) {
        return new DataStructure(
                maintenance(d.agency(), id),
                d.dimensions(),
                d.groups(),
                d.attributes(),
                d.metadataAttributes(),
                d.measures(),
                d.metadataStructure(),
                d.evolving(),
                d.descriptors());
    }

    private static Dataflow flow(String agency, String id, String structure) {
        return new Dataflow(
                maintenance(agency, id),
                Optional.of(Urn.of(ArtefactClass.DATA_STRUCTURE, agency, structure, "1.0")),
                List.of());
    }

    private static Maintenance maintenance(String agency, String id) {
        return Maintenance.of(agency, Version.parse("1.0"), Naming.of(id, LocalisedText.of("en", id)));
    }
}
