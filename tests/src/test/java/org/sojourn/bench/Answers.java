package org.sojourn.bench;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.sojourn.bench.Alternation.Cost;
import org.sojourn.format.UploadFormats;
import org.sojourn.service.SubmissionReport;
import org.sojourn.service.SubmissionService;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.SystemOfRecord;

/** What else has a limit in time: availability, and structures with everything that they need. */
final class Answers {

    private static final String JSON = "application/vnd.sdmx.structure+json;version=2.1.0";
    private static final int ROUNDS = 15;
    private static final int WARM_UPS = 60;

    private final Report report;
    private final Alternation alternation = new Alternation(ROUNDS, 30);

    Answers(Report report) {
        this.report = report;
    }

    /** Availability of keys that are given in part, each over all that there is. */
    void availability(Holding holding, Served server, List<String> keys) throws Exception {
        String[] middle = keys.get(keys.size() / 2).split("\\.");
        String[] late = keys.get(keys.size() * 3 / 4).split("\\.");
        String flow = "sdmx/v2/availability/dataflow/MIG/DF_STK_BIL/1.0.0/";
        record Asked(String what, String key) {}
        List<Asked> all = List.of(
                new Asked("everything", "*"),
                new Asked("one area", "*." + middle[1] + ".*.*.*.*.*.*.*"),
                new Asked("one origin", "*.*.*." + middle[3] + ".*.*.*.*.*"),
                new Asked("sex and age", "*.*.*.*.*.*.*." + middle[7] + "." + middle[8]),
                new Asked("what all series have", "A.*.STK_MIG.*.*.IMG.RES.*.*"),
                new Asked("area and sex", "*." + late[1] + ".*.*.*.*.*." + late[7] + ".*"),
                new Asked("sex", "*.*.*.*.*.*.*." + late[7] + ".*"));
        for (Asked asked : all) {
            timed(
                    "availability",
                    "availability of " + asked.what + ", " + holding.shaped(),
                    server.uri().resolve(flow + asked.key),
                    10);
        }
    }

    private void timed(String target, String what, URI uri, double goal) throws Exception {
        long[] bytes = new long[1];
        for (int i = 0; i < WARM_UPS; i++) {
            Wire.fetch(uri, JSON, false); // the limits are for a server that has worked for a while
        }
        Cost cost =
                alternation.alone(() -> bytes[0] = Wire.fetch(uri, JSON, false).bytes());
        String hash;
        try (InputStream in = Wire.body(uri, JSON, false)) {
            hash = Digests.of(in);
        }
        report.atMost(
                new Report.Subject(target, what + ", wall of a whole request on a connection of its own"),
                Report.milliseconds(cost.wall()),
                "limit " + Report.number(goal) + " ms",
                cost.wall() * 1000 / goal,
                1,
                String.format("bytes %,d, SHA-256 %s, median of %d", bytes[0], hash, ROUNDS));
    }

    /** A structure query with {@code references=all}, on the shipped structures and, where it is there, the biggest sample. */
    void structures(Path folder) throws Exception {
        Path data = folder.resolve("structures");
        List<String> paths = new ArrayList<>();
        paths.add("sdmx/v2/structure/dataflow/MIG/DF_STK_BIL/1.0.0?references=all");
        paths.add("sdmx/v2/structure/datastructure/MIG/*/*?references=all");
        try (SystemOfRecord records = SystemOfRecord.open(DatabaseAddress.embedded(data))) {
            SubmissionService service = new SubmissionService(records, () -> {});
            Holding.putStructures(service);
            List<String> ofSample = List.of();
            for (Path sample : samples()) {
                if (ofSample.isEmpty()) {
                    ofSample = put(service, sample); // some are examples of syntax only, and are refused
                }
            }
            if (ofSample.isEmpty()) {
                report.missing(new Report.Subject("references=all", "structures of the biggest sample"), "samples");
            }
            paths.addAll(ofSample);
        }
        try (Served server = Served.sojourn(data, 512)) {
            for (String path : paths) {
                timed(
                        "references=all",
                        path.replaceFirst("\\?.*", ""),
                        server.uri().resolve(path),
                        20);
            }
        }
    }

    /** Stores a sample and gives queries for its structures, those of the largest answer. */
    private List<String> put(SubmissionService service, Path sample) throws Exception {
        try (InputStream in = Files.newInputStream(sample)) {
            SubmissionReport stored = service.structures(in, UploadFormats.ANY, false);
            if (stored.outcome() != SubmissionReport.Outcome.STORED) {
                return List.of();
            }
            List<String> paths = stored.artefacts().stream()
                    .map(SubmissionReport.Artefact::urn)
                    .filter(urn -> urn.contains(".DataStructure=") || urn.contains(".Dataflow="))
                    .map(urn -> urn.replaceFirst(".*\\.([A-Za-z]+)=([^:]+):([^(]+)\\(([^)]+)\\)", "$1/$2/$3/$4"))
                    .map(path -> path.substring(0, path.indexOf('/')).toLowerCase(java.util.Locale.ROOT)
                            + path.substring(path.indexOf('/')))
                    .map(path -> "sdmx/v2/structure/" + path + "?references=all")
                    .limit(2)
                    .toList();
            if (!paths.isEmpty()) {
                report.setting(
                        "biggest sample of structures: %s, %,d bytes, %d artefacts",
                        sample.getFileName(),
                        Files.size(sample),
                        stored.artefacts().size());
            }
            return paths;
        }
    }

    /** Messages of structures, the largest first. */
    private static List<Path> samples() throws Exception {
        Path samples = Path.of(System.getProperty("sojourn.shared", "../shared"), "samples");
        if (!Files.isDirectory(samples)) {
            return List.of();
        }
        List<Path> structures = new ArrayList<>();
        try (Stream<Path> files = Files.walk(samples, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.toString();
                if ((name.endsWith(".xml") || name.endsWith(".json")) && hasStructures(file)) {
                    structures.add(file);
                }
            }
        }
        structures.sort(
                Comparator.comparingLong((Path file) -> file.toFile().length()).reversed());
        return structures;
    }

    private static boolean hasStructures(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(4000), java.nio.charset.StandardCharsets.UTF_8);
            return head.contains("Structures>") || head.contains("dataStructures") || head.contains("codelists");
        }
    }
}
