package org.sojourn.data.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.StructureLookup;
import org.sojourn.format.DataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessages;
import org.sojourn.testing.ExpectedDifferences;
import org.sojourn.testing.Shared;

/**
 * The official samples and messages of real services: read with the counts that they have, by the structures that they
 * describe themselves, and written again equal and valid.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialJsonMessagesTest {

    private static final StructureLookup NOTHING_KNOWN = reference -> {
        throw new SdmxException(SdmxException.Kind.SEMANTIC, reference + " is not known");
    };

    private static final ExpectedDifferences EXPECTED =
            ExpectedDifferences.beside(OfficialJsonMessagesTest.class, "expected-differences.tsv");

    private static final int MESSAGES = 21;
    private int read;

    private static Stream<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of(
                "samples/json-1.0/data-message",
                "samples/json-2.0/data-message",
                "samples/json-2.1/data-message",
                "messages")) {
            try (Stream<Path> all = Files.walk(Shared.path(folder))) {
                all.filter(p -> p.toString().endsWith(".json")).forEach(files::add);
            }
        }
        return files.stream().sorted();
    }

    private Stream<String> messages() throws IOException {
        return files().filter(f -> !f.toString().contains("generated"))
                .map(f -> Shared.root().relativize(f).toString());
    }

    private Stream<String> generated() throws IOException {
        return files().filter(f -> f.toString().contains("generated"))
                .map(f -> Shared.root().relativize(f).toString());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsEverySeriesAndObservationAndWritesThemAgain(String file) throws IOException {
        byte[] message = Files.readAllBytes(Shared.path(file));
        Problems problems = new Problems();
        Structures structures = new Structures();
        CanonicalData data =
                CanonicalData.of(sink -> new JsonDataReader(new ByteArrayInputStream(message), NOTHING_KNOWN, problems)
                        .transferTo(structures.before(sink)));
        Set<String> rules = new TreeSet<>();
        problems.list().forEach(p -> rules.add(p.rule()));
        assertThat(rules).as(problems.list().toString()).isEqualTo(slips(file));
        assertThat(data.observations()).isEqualTo(count(message));

        DataFormat format = format(file);
        Problems losses = new Problems();
        byte[] again = write(message, structures, format, losses);
        assertThat(losses.list())
                .allMatch(l -> l.message().contains("without zone")
                        || l.message().contains("severity of notices")
                        || l.message().contains("'uri' is no address"));
        assertThat(DataSchemas.errors(format, again)).isEmpty();
        Problems none = new Problems();
        CanonicalData back =
                CanonicalData.of(new JsonDataReader(new ByteArrayInputStream(again), structures.lookup(), none));
        assertThat(none.list()).isEmpty();
        assertThat(back.lines()).isEqualTo(data.lines());
        assertThat(zoned(back.header())).isEqualTo(zoned(data.header()));
        assertThat(EXPECTED.unexplained(file, JsonDataTree.of(message).differences(JsonDataTree.of(again))))
                .isEmpty();
        read++;
    }

    /** What is to be said about a message: nothing is known of structures here, and some samples are not as they should be. */
    private static Set<String> slips(String file) {
        Set<String> rules = new TreeSet<>(Set.of("inferred-structure"));
        if (file.contains("samples") && file.contains("action-delete")) {
            rules.add("bad-index"); // an attribute value that is not listed
        }
        if (file.contains("cross-section")) {
            rules.add("cross-section-notes");
            if (file.contains("1.0")) {
                rules.add("duplicate-name");
            }
        }
        if (file.contains("constructed") || (file.contains("agri") && !file.contains("1.0"))) {
            rules.add("group-key-order"); // not that of the key
        }
        return rules;
    }

    private static String zoned(MessageHeader header) {
        return header.toString()
                .replaceFirst("(prepared=[^,]*T[^,Z+]*),", "$1Z,")
                .replace("Channel[medium=URI, address=uri], ", ""); // no URI, which is told
    }

    private static byte[] write(byte[] message, Structures structures, DataFormat format, Problems losses)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JsonDataReader(new ByteArrayInputStream(message), structures.lookup(), new Problems())
                .transferTo(new JsonDataWriter(format, out, DataWriterOptions.DEFAULT, losses));
        return out.toByteArray();
    }

    private static long count(byte[] message) throws IOException {
        JsonNode root = new ObjectMapper().readTree(message);
        JsonNode datasets = root.path("data").path("dataSets").isArray()
                ? root.path("data").path("dataSets")
                : root.path("dataSets");
        long count = 0;
        for (JsonNode dataset : datasets) {
            count += dataset.path("observations").size();
            for (JsonNode series : dataset.path("series")) {
                count += series.path("observations").size();
            }
        }
        return count;
    }

    private static DataFormat format(String file) {
        return file.contains("2.1")
                ? DataFormat.JSON_2_1
                : file.contains("2.0") ? DataFormat.JSON_2_0 : DataFormat.JSON_1_0;
    }

    /** The structures that a reader made of what a message says. */
    private static final class Structures {
        private final Map<Urn, DataStructureView> views = new HashMap<>();

        StructureLookup lookup() {
            return reference -> {
                DataStructureView view = views.get(reference);
                return view == null ? NOTHING_KNOWN.find(reference) : view;
            };
        }

        DataSink before(DataSink next) {
            return new DataSink() {
                @Override
                public void start(MessageHeader header) throws IOException {
                    next.start(header);
                }

                @Override
                public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
                    views.put(header.reference(), structure);
                    next.dataset(header, structure);
                }

                @Override
                public void attributes(AttributeBlock block) throws IOException {
                    next.attributes(block);
                }

                @Override
                public void series(SeriesBlock block) throws IOException {
                    next.series(block);
                }

                @Override
                public void endDataset() throws IOException {
                    next.endDataset();
                }

                @Override
                public void end(List<FooterMessage> footer) throws IOException {
                    next.end(footer);
                }
            };
        }
    }

    /** The real structure has a group, to whose key the titles of the series belong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages/ECB_EXR/flat.json",
                "messages/ECB_EXR/ts.json",
                "messages/ECB_EXR/xs.json",
                "samples/json-1.0/data-message/exr/exr-flat.json",
                "samples/json-2.0/data-message/exr/exr-time-series.json",
                "samples/json-2.1/data-message/exr/exr-cross-section.json"
            })
    void readsRealDataByTheirRealStructure(String file) throws IOException {
        Catalogue catalogue;
        try (InputStream in = Files.newInputStream(Shared.path("messages/ECB_EXR/1/structure-full.xml"))) {
            catalogue = Catalogue.of(StructureMessages.read(in, new Problems()).artefacts());
        }
        Problems problems = new Problems();
        CanonicalData data = CanonicalData.of(new JsonDataReader(
                new ByteArrayInputStream(Files.readAllBytes(Shared.path(file))), catalogue::find, problems));
        assertThat(problems.list()).noneMatch(p -> p.severity() == Problem.Severity.ERROR);
        assertThat(problems.list()).noneMatch(p -> p.rule().equals("inferred-structure"));
        assertThat(data.observations()).isEqualTo(4);
        assertThat(data.series()).isEqualTo(2);
        assertThat(data.lines())
                .contains("obs D.NZD.EUR.SP00.A@2013-01-18 {OBS_STATUS=A, OBS_VALUE=1.5931}")
                .anyMatch(l -> l.startsWith("TITLE [") && l.endsWith("= Russian rouble (RUB)"));
    }

    @ParameterizedTest
    @MethodSource("generated")
    void saysWhatIsWrongWithSamplesOfRandomValues(String file) throws IOException {
        Problems problems = new Problems();
        CanonicalData data =
                CanonicalData.of(new JsonDataReader(Files.newInputStream(Shared.path(file)), NOTHING_KNOWN, problems));
        assertThat(data.observations()).isZero();
        assertThat(problems.hasErrors()).isTrue();
        assertThat(problems.list())
                .filteredOn(p -> p.severity() == Problem.Severity.ERROR)
                .allMatch(p -> p.location().line() > 0 && !p.location().path().isEmpty());
    }

    @AfterAll
    void hasReadThemAll() {
        assertThat(read).isIn(0, MESSAGES);
        if (read > 0) {
            assertThat(EXPECTED.unused()).isEmpty();
        }
    }
}
