package org.sojourn.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problems;

/** A handful of data of {@link Fixtures#TIME_SERIES}, for tests that look at what is written word by word. */
public final class Small {
    private Small() {}

    /** Two series of three observations, an attribute of each level, one that no observation carries. */
    public static DataSource data(Action action, String pivot) {
        return sink -> {
            DataStructureView s = Fixtures.TIME_SERIES;
            sink.start(MessageHeader.of("SMALL", "2024-01-01T00:00:00Z", "TEST"));
            sink.dataset(DatasetHeader.of(Fixtures.dataflow(s), Optional.of(action), pivot), s);
            sink.attributes(attribute(new String[] {null, null, null}, "SOURCE", "the census"));
            sink.attributes(attribute(new String[] {null, "FR", null}, "COLLECTION", "A"));
            sink.attributes(attribute(new String[] {null, "PT", null}, "COLLECTION", "U"));
            SeriesBlock block = new SeriesBlock(s);
            key(block, "A", "FR", "F");
            block.attributes().put("UNIT_MULT", Value.of("3"));
            observe(block, "2001", "1.50", "A");
            observe(block, "2002-Q3", "2", "E");
            sink.series(block);
            key(block, "A", "DE", "M");
            observe(block, "2001", "NaN", null);
            sink.series(block);
            sink.endDataset();
            sink.end(List.of());
        };
    }

    /** What a Delete may say: everything of a key, observations, components, attributes of every level. */
    public static DataSource deletions() {
        return sink -> {
            DataStructureView s = Fixtures.TIME_SERIES;
            sink.start(MessageHeader.of("SMALL", "2024-01-01T00:00:00Z", "TEST"));
            sink.dataset(DatasetHeader.of(Fixtures.dataflow(s), Optional.of(Action.DELETE), "TIME_PERIOD"), s);
            sink.attributes(attribute(new String[] {null, null, null}, "SOURCE", "-"));
            sink.attributes(attribute(new String[] {null, "FR", null}, "COLLECTION", "A"));
            SeriesBlock block = new SeriesBlock(s);
            key(block, "A", "FR", "F");
            observe(block, "2001", null, null);
            observe(block, "2002", "-", null);
            sink.series(block);
            key(block, null, "DE", null);
            sink.series(block);
            key(block, "A", null, "M");
            observe(block, null, null, "A");
            sink.series(block);
            key(block, "A", "IT", "M");
            block.attributes().put("UNIT_MULT", Value.of("3"));
            sink.series(block);
            sink.endDataset();
            sink.end(List.of());
        };
    }

    private static AttributeBlock attribute(String[] key, String id, String value) {
        return new AttributeBlock(Optional.empty(), key, Map.of(id, Value.of(value)), List.of(), 0);
    }

    private static void key(SeriesBlock block, String... key) {
        block.clear();
        System.arraycopy(key, 0, block.key(), 0, key.length);
    }

    private static void observe(SeriesBlock block, String period, String value, String status) {
        int at = block.add(period, 0);
        block.set(0, at, value == null ? null : Value.of(value));
        block.set(1, at, status == null ? null : Value.of(status));
    }

    /** The message of a source. */
    public static String write(DataSource source, DataFormat format, DataWriterOptions options, Problems losses)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.transferTo(DataMessages.writer(format, out, options, losses));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What reading a message gives, call by call, without lines. */
    public static List<String> transcript(String message, Problems problems) throws IOException {
        Transcript transcript = new Transcript();
        DataMessages.reader(
                        new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)),
                        Optional.empty(),
                        Fixtures.LOOKUP,
                        problems)
                .transferTo(transcript);
        return transcript.lines().stream()
                .map(l -> l.replaceFirst(" @\\d+$", ""))
                .toList();
    }
}
