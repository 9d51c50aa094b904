package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/** Large compressed answers are kept on disk: the next who asks gets the same bytes, or the part of them that is asked for. */
class StoredAnswersTest {

    private static final String ALL = "/sdmx/v2/data/dataflow/" + Demo.FLOW;
    private static final String XML = DataFormat.ML_2_1_GENERIC.mediaType();

    @TempDir
    static Path folder;

    private static Exchange server;

    @BeforeAll
    static void start() throws IOException {
        server = Exchange.open(folder);
        server.postStructures(StructureFormat.ML_3_1, Demo.structures(StructureFormat.ML_3_1))
                .expect(201);
        load(10);
    }

    private static void load(int every) throws IOException {
        server.postData(DataFormat.CSV_2_1, Exchange.written(DataFormat.CSV_2_1, Demo.every(every)))
                .expect(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Exchange.Answer packed(String... headers) {
        String[] all = Stream.concat(Stream.of("Accept", XML, "Accept-Encoding", "gzip"), Stream.of(headers))
                .toArray(String[]::new);
        return server.get(ALL, all);
    }

    private static List<Path> stored() throws IOException {
        Path answers = folder.resolve("answers");
        if (!Files.isDirectory(answers)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(answers)) {
            return files.toList();
        }
    }

    private static void forget() throws IOException {
        for (Path file : stored()) {
            Files.delete(file);
        }
    }

    @Test
    void answersTheSameBytesFromTheFileAndAfterItIsGone() throws IOException {
        byte[] first = packed().expect(200).bytes();
        assertThat(stored()).anySatisfy(file -> assertThat(file).hasBinaryContent(first));
        Exchange.Answer second = packed().expect(200);
        assertThat(second.bytes()).isEqualTo(first);
        assertThat(second.header("Content-Length")).isEqualTo(String.valueOf(first.length));
        assertThat(second.header("Accept-Ranges")).isEqualTo("bytes");
        forget();
        assertThat(packed().expect(200).bytes()).isEqualTo(first);
        byte[] plain = server.get(ALL, "Accept", XML).expect(200).bytes();
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(first))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void sendsThePartThatIsAskedFor() throws IOException {
        byte[] whole = packed().expect(200).bytes();
        String tag = packed().expect(200).header("ETag");
        int half = whole.length / 2;
        Exchange.Answer end =
                packed("Range", "bytes=" + half + "-", "If-Range", tag).expect(206);
        assertThat(end.bytes()).isEqualTo(Arrays.copyOfRange(whole, half, whole.length));
        assertThat(end.header("Content-Range"))
                .isEqualTo("bytes %d-%d/%d".formatted(half, whole.length - 1, whole.length));
        assertThat(end.header("ETag")).isEqualTo(tag);
        assertThat(packed("Range", "bytes=-10").expect(206).bytes())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 10, whole.length));
        assertThat(packed("Range", "bytes=3-4").expect(206).bytes()).isEqualTo(Arrays.copyOfRange(whole, 3, 5));
        assertThat(packed("Range", "bytes=" + whole.length + "-").expect(416).header("Content-Range"))
                .isEqualTo("bytes */" + whole.length);
        // Of another state, of several parts, or not understood: the whole.
        assertThat(packed("Range", "bytes=3-4", "If-Range", "\"other\"")
                        .expect(200)
                        .bytes())
                .isEqualTo(whole);
        assertThat(packed("Range", "bytes=1-2,4-5").expect(200).bytes()).isEqualTo(whole);
        assertThat(packed("Range", "rows=1-2").expect(200).bytes()).isEqualTo(whole);
    }

    @Test
    void keepsNoSmallAnswers() throws IOException {
        List<Path> before = stored();
        server.get(ALL + "/A.FR", "Accept", XML, "Accept-Encoding", "gzip").expect(200);
        assertThat(stored()).hasSameElementsAs(before);
    }

    @Test
    void newDataHaveAnAnswerOfTheirOwn() throws IOException {
        byte[] before = packed().expect(200).bytes();
        String tag = packed().expect(200).header("ETag");
        load(9);
        Exchange.Answer after = packed("Range", "bytes=0-9", "If-Range", tag).expect(200);
        assertThat(after.bytes()).isNotEqualTo(before);
        assertThat(after.header("ETag")).isNotEqualTo(tag);
    }
}
