package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sojourn.model.Codelist;
import org.sojourn.format.StructureFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.rules.Problems;

/** Memory is bounded by the largest artefact, not by the number of them: seen in a JVM with a small heap. */
class StructureStreamingTest {
    private static final int LISTS = 2000;
    private static final int CODES = 100;

    /** Reads {@link #LISTS} code lists that are made while they are read, and prints how many codes there were. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] args) throws IOException {
            long[] codes = new long[1];
            StructureMessages.readEach(
                    args[0].equals("xml") ? xml() : json(),
                    null,
                    a -> codes[0] += ((Codelist) a).items().size(),
                    new Problems());
            System.out.println(codes[0]);
        }
    }

    private static InputStream xml() {
        String ns = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/";
        return stream(
                "<m:Structure xmlns:m='" + ns + "message' xmlns:s='" + ns + "structure' xmlns:c='" + ns
                        + "common'><m:Structures><s:Codelists>",
                "<s:Codelist id='CL%d' agencyID='MIG' version='1.0'><c:Name xml:lang='en'>List</c:Name>",
                "<s:Code id='C%d'><c:Name xml:lang='en'>The name of a code that is long enough to weigh something</c:Name></s:Code>",
                "</s:Codelist>",
                "</s:Codelists></m:Structures></m:Structure>");
    }

    private static InputStream json() {
        return stream(
                "{\"data\":{\"codelists\":[",
                "{\"id\":\"CL%d\",\"agencyID\":\"MIG\",\"names\":{\"en\":\"List\"},\"codes\":[",
                "{\"id\":\"C%d\",\"names\":{\"en\":\"The name of a code that is long enough to weigh something\"}},",
                "{\"id\":\"LAST\",\"names\":{\"en\":\"Last\"}}]},",
                "{\"id\":\"END\",\"agencyID\":\"MIG\",\"names\":{\"en\":\"End\"}}]}}");
    }

    private static InputStream stream(String start, String list, String code, String endOfList, String end) {
        String codes = IntStream.range(0, CODES).mapToObj(code::formatted).reduce("", String::concat);
        Iterator<InputStream> parts = Stream.of(
                        Stream.of(start),
                        IntStream.range(0, LISTS).mapToObj(i -> list.formatted(i) + codes + endOfList),
                        Stream.of(end))
                .flatMap(s -> s)
                .map(s -> (InputStream) new ByteArrayInputStream(s.getBytes(StandardCharsets.UTF_8)))
                .iterator();
        return new SequenceInputStream(Collections.enumeration(List.of())) {
            private InputStream now = InputStream.nullInputStream();

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                int n = now.read(b, off, len);
                while (n < 0 && parts.hasNext()) {
                    now = parts.next();
                    n = now.read(b, off, len);
                }
                return n;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "json"})
    void readsTwoHundredThousandCodesOfTwoThousandListsInASmallHeap(String syntax) throws Exception {
        Process p = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        syntax)
                .redirectErrorStream(true)
                .start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor()).as(said).isZero();
        assertThat(said.strip().lines().toList().getLast())
                .isEqualTo(String.valueOf(LISTS * CODES + (syntax.equals("json") ? LISTS : 0)));
    }

    @Test
    void bindsTheSameMessageOnManyThreadsAtOnce() {
        List<Long> counts = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> {
                    try {
                        StructureMessage m = new RandomStructures(i % 2, Optional.of(StructureFormat.ML_2_1)).message();
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        StructureMessages.write(
                                m, StructureFormat.ML_2_1, StructureWriterOptions.COMPACT, out, new Problems());
                        return StructureMessages.read(new ByteArrayInputStream(out.toByteArray()), new Problems())
                                        .equals(m)
                                ? 0L
                                : 1L;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
        assertThat(counts).containsOnly(0L);
    }
}
