package org.sojourn.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two who ask for the same large answer at once: one writes it, the other goes on from the first one's file. */
class AnswerCacheTest {

    private static final List<String> WARNINGS = List.of("299 sojourn \"something\"");

    @TempDir
    private Path folder;

    private final byte[] answer = new byte[300_000];
    private AnswerCache cache;

    @BeforeEach
    void open() throws IOException {
        cache = AnswerCache.open(folder.resolve("answers"), 4_000_000);
        new Random(1).nextBytes(answer);
    }

    /** Writes a range of the answer in pieces of any size. */
    private void write(OutputStream out, int from, int to, Random random) throws IOException {
        for (int at = from; at < to; ) {
            int count = Math.min(to - at, 1 + random.nextInt(20_000));
            out.write(answer, at, count);
            at += count;
        }
    }

    /** As whoever answers does it. Returns what the caller got. */
    private byte[] ask(Random random) throws IOException {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        try (AnswerCache.Copy copy = cache.copy("a", got, WARNINGS)) {
            try {
                write(copy, 0, answer.length, random);
            } catch (AnswerCache.Overtaken e) {
                if (!copy.follow()) {
                    write(copy, 0, answer.length, random);
                }
            }
            copy.keep();
        }
        return got.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sendsOnWhatIsWrittenForAnother(long seed) throws Exception {
        Random random = new Random(seed);
        int before = 70_000 + random.nextInt(200_000);
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                AnswerCache.Copy copy = cache.copy("a", first, WARNINGS)) {
            write(copy, 0, before, random);
            Future<byte[]> second = threads.submit(() -> ask(new Random(seed + 1)));
            write(copy, before, answer.length, random);
            copy.keep();
            assertThat(second.get()).isEqualTo(answer);
        }
        assertThat(first.toByteArray()).isEqualTo(answer);
        try (AnswerCache.Stored stored = cache.find("a").orElseThrow()) {
            ByteArrayOutputStream third = new ByteArrayOutputStream();
            stored.copy(0, stored.size(), third);
            assertThat(third.toByteArray()).isEqualTo(answer);
            assertThat(stored.warnings()).isEqualTo(WARNINGS);
        }
        assertThat(cache.bytes()).isEqualTo(answer.length);
        assertThat(files()).hasSize(1);
    }

    @Test
    void tellsTheSecondThatItIsOvertakenAndWritesOneFile() throws Exception {
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        try (AnswerCache.Copy copy = cache.copy("a", OutputStream.nullOutputStream(), WARNINGS);
                AnswerCache.Copy later = cache.copy("a", second, WARNINGS)) {
            copy.write(answer, 0, 200_000);
            boolean overtaken = false;
            try {
                write(later, 0, 100_000, new Random(1));
            } catch (AnswerCache.Overtaken e) {
                overtaken = true;
            }
            assertThat(overtaken).isTrue();
            assertThat(files()).hasSize(1);
            copy.write(answer, 200_000, 100_000);
            copy.keep();
            assertThat(later.follow()).isTrue();
            later.keep();
        }
        assertThat(second.toByteArray()).isEqualTo(answer);
        assertThat(cache.followed()).isEqualTo(1);
        assertThat(cache.stores()).isEqualTo(1);
    }

    @Test
    void goesOnByItselfWhereTheFirstEndsEarly() throws Exception {
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        try (AnswerCache.Copy later = cache.copy("a", second, WARNINGS)) {
            try (AnswerCache.Copy copy = cache.copy("a", OutputStream.nullOutputStream(), WARNINGS)) {
                copy.write(answer, 0, 200_000);
                try {
                    write(later, 0, 100_000, new Random(1));
                } catch (AnswerCache.Overtaken e) {
                    assertThat(second.size()).isLessThan(answer.length);
                }
            } // whose caller has gone
            assertThat(later.follow()).isFalse();
            write(later, 0, answer.length, new Random(2));
            later.keep();
        }
        assertThat(second.toByteArray()).isEqualTo(answer);
        assertThat(files()).isEmpty();
        assertThat(Arrays.equals(ask(new Random(3)), answer)).isTrue();
        assertThat(cache.find("a")).isPresent();
    }

    private List<Path> files() throws IOException {
        Path answers = folder.resolve("answers");
        if (!Files.isDirectory(answers)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(answers)) {
            return files.toList();
        }
    }
}
