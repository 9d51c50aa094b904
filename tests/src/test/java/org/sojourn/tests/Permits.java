package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataMessages;
import org.sojourn.data.Feature;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessages;

/**
 * Residence permits of a made-up office: few observations, with everything that is easily lost. Values whose text matters
 * ({@code 1.50}, {@code -0}, {@code 1E5}), missing ones, two measures, attributes of every level, arrays, several languages.
 */
final class Permits {

    static final byte[] STRUCTURES = resource("permits-structures.xml");

    /** In SDMX-ML 3.1, which can say all of it. */
    static final byte[] DATA = resource("permits-data.xml");

    static final Catalogue CATALOGUE = catalogue();

    static final String FLOW = "NSO/DF_PERMITS/1.0.0";

    private Permits() {}

    /** Puts structures and data on a server. */
    static void upload(Exchange server) {
        String outcome = server.postStructures(StructureFormat.ML_3_1, STRUCTURES)
                .json()
                .path("outcome")
                .asText();
        assertThat(outcome).isEqualTo("stored");
        server.postData(DataFormat.ML_3_1, DATA).expect(200);
    }

    /** What a message of these structures holds; any error or doubt of the reader is a failure. */
    static CanonicalData read(byte[] message) throws IOException {
        Problems problems = new Problems();
        CanonicalData data = CanonicalData.of(
                DataMessages.reader(new ByteArrayInputStream(message), Optional.empty(), CATALOGUE, problems));
        if (problems.hasErrors() || problems.warnings() > 0) {
            throw new AssertionError(problems.list().toString());
        }
        return data;
    }

    /** What a server keeps of data, as far as a format can say it: neither the sender's header nor annotations. */
    static Set<Feature> kept(DataFormat format) {
        Set<Feature> kept = EnumSet.of(
                Feature.ATTRIBUTES_OF_EMPTY_SERIES,
                Feature.GROUPS_WITHOUT_SERIES,
                Feature.ATTRIBUTES_WITHOUT_SERIES,
                Feature.BARE_OBSERVATIONS,
                Feature.EMPTY_TEXT);
        boolean ml21 =
                format.family() == DataFormat.Family.ML && format.version().equals("2.1");
        if (ml21 || format.firstJson()) {
            kept.remove(Feature.ATTRIBUTES_WITHOUT_SERIES);
        }
        if (format.firstJson()) {
            kept.remove(Feature.GROUPS_WITHOUT_SERIES);
        }
        if (!ml21 && !format.firstJson() && format != DataFormat.CSV_1_0) {
            kept.addAll(EnumSet.of(Feature.ARRAYS, Feature.LANGUAGES, Feature.SEVERAL_MEASURES));
        }
        return kept;
    }

    private static Catalogue catalogue() {
        Problems problems = new Problems();
        try {
            Catalogue read = Catalogue.of(StructureMessages.read(new ByteArrayInputStream(STRUCTURES), problems)
                    .artefacts());
            if (!problems.list().isEmpty()) {
                throw new AssertionError(problems.list().toString());
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] resource(String name) {
        try (InputStream in = Permits.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
