package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.testing.ExpectedDifferences;
import org.sojourn.testing.Shared;

/**
 * Official samples and real messages: each is read, written in its own format, found valid, and nothing of it is missing but
 * what a list of expected differences explains.
 */
class StructureSamplesTest {
    private static final Map<String, int[]> COUNTS = new TreeMap<>();
    private static final ExpectedDifferences EXPECTED =
            ExpectedDifferences.beside(StructureSamplesTest.class, "expected-differences.tsv");

    @TestFactory
    Stream<DynamicTest> officialSamples() throws IOException {
        return Stream.of("ml-2.1", "ml-3.0", "ml-3.1", "json-1.0", "json-2.0", "json-2.1")
                .flatMap(f -> tests("samples/" + f));
    }

    @TestFactory
    Stream<DynamicTest> realMessages() {
        return tests("messages");
    }

    private static Stream<DynamicTest> tests(String folder) {
        Path root = Shared.path(folder);
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(f -> f.toString().endsWith(".xml") || f.toString().endsWith(".json"))
                    .filter(StructureSamplesTest::holdsStructures)
                    .sorted()
                    .map(f -> DynamicTest.dynamicTest(root.relativize(f).toString(), () -> check(f)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean holdsStructures(Path file) {
        if (file.toString().endsWith(".json")) {
            return file.getParent().endsWith("structure-message");
        }
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader r = XmlStreams.reader(in);
            XmlStreams.toRoot(r);
            return r.getLocalName().equals("Structure");
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static void check(Path file) throws IOException, XMLStreamException {
        byte[] original = Files.readAllBytes(file);
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        Problems problems = new Problems();
        Envelope e = StructureMessages.readEach(new ByteArrayInputStream(original), null, artefacts::add, problems);
        int[] counts = COUNTS.computeIfAbsent(e.format().formatName(), f -> new int[5]);
        counts[0]++;
        StructureMessage message = new StructureMessage(e.header(), artefacts, e.footer(), e.availability());
        String name = Shared.root().relativize(file).toString();
        List<String> unexplained = new ArrayList<>();
        problems.list().stream()
                .filter(p -> p.severity() == Problem.Severity.ERROR || p.rule().equals("unsupported-artefact"))
                .forEach(p -> explain(name, p.toString(), unexplained));
        for (StructureFormat format : StructureFormat.values()) {
            List<String> errors = OfficialSchemas.errors(format, write(message, format, new Problems()));
            counts[errors.isEmpty() ? 3 : 4]++;
            errors.forEach(x -> explain(name, "invalid " + format.formatName() + ": " + x, unexplained));
        }
        Problems losses = new Problems();
        byte[] rewritten = write(message, e.format(), losses);
        StructureMessage again = StructureMessages.read(new ByteArrayInputStream(rewritten), new Problems());
        if (losses.list().isEmpty()) {
            assertThat(Shelf.inOrder(again.artefacts()).equals(Shelf.inOrder(artefacts)))
                    .isTrue();
        }
        Inventory before = Inventory.of(original, e.format());
        Inventory after = Inventory.of(rewritten, e.format());
        before.changes(after).forEach(change -> explain(name, change, unexplained));
        Map<String, int[]> differences = before.differences(after);
        counts[differences.isEmpty() ? 1 : 2]++;
        differences.forEach((path, n) -> explain(
                name, path + (n[0] > n[1] ? " lost" : " added") + " (" + n[0] + " -> " + n[1] + ")", unexplained));
        assertThat(unexplained).isEmpty();
    }

    private static void explain(String file, String difference, List<String> unexplained) {
        unexplained.addAll(EXPECTED.unexplained(file, List.of(difference)));
    }

    private static byte[] write(StructureMessage message, StructureFormat format, Problems losses) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessages.write(message, format, StructureWriterOptions.PRETTY, out, losses);
        return out.toByteArray();
    }

    @AfterAll
    static void tellTheCounts() {
        if (COUNTS.size() == StructureFormat.values().length) {
            assertThat(EXPECTED.unused()).isEmpty();
        }
        COUNTS.forEach((format, n) -> System.out.printf(
                "%s: %d files read; rewritten in the same format %d have the same inventory, %d differ as explained; of six formats each, %d are valid, %d not for a reason given%n",
                format, n[0], n[1], n[2], n[3], n[4]));
    }
}
