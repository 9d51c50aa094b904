package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.MessageHeader.Party;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.Contact;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.xmlunit.assertj3.XmlAssert;

/** One message, side by side in all formats: each is read to the same model, and written as it stands. */
class StructureFixturesTest {
    private static byte[] fixture(StructureFormat format) throws IOException {
        String name = (format.xml() ? "ml" : "json") + format.formatName().replaceAll(".*-(\\d)\\.(\\d)", "$1$2") + "."
                + format.extension();
        try (InputStream in = StructureFixturesTest.class.getResourceAsStream("fixtures/" + name)) {
            return in.readAllBytes();
        }
    }

    private static StructureMessage read(StructureFormat format) throws IOException {
        Problems problems = new Problems();
        StructureMessage m = StructureMessages.read(new ByteArrayInputStream(fixture(format)), problems);
        assertThat(problems.list()).isEmpty();
        return m;
    }

    private static byte[] write(
            StructureMessage m, StructureFormat format, StructureWriterOptions options, Problems losses)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessages.write(m, format, options, out, losses);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON_1_0")
    void readsEveryFormatToTheSameModel(StructureFormat format) throws IOException {
        StructureMessage m = read(format);
        assertThat(m.artefacts())
                .hasSize(11)
                .isEqualTo(read(StructureFormat.ML_2_1).artefacts());
        assertThat(m.header()).isEqualTo(read(StructureFormat.ML_2_1).header());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON_1_0")
    void convertsToEveryFormatWithoutLossAndAsItStands(StructureFormat format) throws IOException {
        Problems losses = new Problems();
        byte[] written = write(read(StructureFormat.ML_2_1), format, StructureWriterOptions.PRETTY, losses);
        assertThat(losses.list()).isEmpty();
        if (format.xml()) {
            XmlAssert.assertThat(new String(written, StandardCharsets.UTF_8))
                    .and(new String(fixture(format), StandardCharsets.UTF_8))
                    .ignoreWhitespace()
                    .areIdentical();
        } else {
            ObjectMapper json = new ObjectMapper();
            assertThat(json.readTree(written)).isEqualTo(json.readTree(fixture(format)));
        }
    }

    @Test
    void beginsXmlWithItsDeclarationAndJsonWithItsSchema() throws IOException {
        StructureMessage m = read(StructureFormat.ML_2_1);
        assertThat(new String(
                        write(m, StructureFormat.ML_3_1, StructureWriterOptions.COMPACT, new Problems()),
                        StandardCharsets.UTF_8))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        for (StructureFormat f : List.of(StructureFormat.JSON_2_0, StructureFormat.JSON_2_1)) {
            assertThat(new String(
                            write(m, f, StructureWriterOptions.COMPACT, new Problems()),
                            0,
                            350,
                            StandardCharsets.UTF_8))
                    .startsWith("{\"meta\":{\"schema\":\"https://")
                    .contains("sdmx-json-structure-schema.json\"");
        }
    }

    @Test
    void putsTheNameInTheWantedLanguageBesideAllNames() throws IOException {
        byte[] french = write(
                read(StructureFormat.ML_2_1),
                StructureFormat.JSON_2_1,
                new StructureWriterOptions(Locale.LanguageRange.parse("fr-CH, en;q=0.5"), false, false),
                new Problems());
        var flow = new ObjectMapper()
                .readTree(french)
                .path("data")
                .path("dataflows")
                .path(0);
        assertThat(flow.path("name").asText()).isEqualTo("Effectifs");
        assertThat(flow.path("names").path("en").asText()).isEqualTo("Stocks");
    }

    @Test
    void convertsToTheOlderJsonAsItStandsAndTellsWhatThatCannotSay() throws IOException {
        Problems losses = new Problems();
        byte[] written =
                write(read(StructureFormat.ML_2_1), StructureFormat.JSON_1_0, StructureWriterOptions.PRETTY, losses);
        assertThat(losses.list())
                .extracting(Problem::message)
                .containsExactly("id 'HELP' of a contact", "ISO concept 7");
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(written)).isEqualTo(json.readTree(fixture(StructureFormat.JSON_1_0)));
        Problems more = new Problems();
        StructureMessage back = read(StructureFormat.JSON_1_0);
        assertThat(write(back, StructureFormat.JSON_1_0, StructureWriterOptions.PRETTY, more))
                .isEqualTo(written);
        assertThat(more.list()).isEmpty();
    }

    @Test
    void handsArtefactsOverOneAtATime() throws IOException {
        StringBuilder seen = new StringBuilder();
        Envelope e = StructureMessages.readEach(
                new ByteArrayInputStream(fixture(StructureFormat.ML_3_0)),
                null,
                a -> seen.append(a.id()).append(' '),
                new Problems());
        assertThat(seen.toString()).startsWith("AGENCIES DATA_CONSUMERS DATA_PROVIDERS DF_STOCK ");
        assertThat(e.format()).isEqualTo(StructureFormat.ML_3_0);
        assertThat(e.header().sender())
                .extracting(
                        Party::id,
                        p -> p.contacts().getFirst().channels().getFirst().medium())
                .containsExactly("MIG", Contact.Medium.TELEPHONE);
        assertThat(e.header().timezone()).isEqualTo(Optional.empty());
    }
}
