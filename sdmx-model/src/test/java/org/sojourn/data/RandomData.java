package org.sojourn.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.sojourn.model.Annotation;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Component;
import org.sojourn.model.DataType;
import org.sojourn.model.Dimension;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;

/** Data of a structure drawn from a seed, with whatever may trouble a codec; the same seed gives the same data. */
public final class RandomData implements DataSource {

    private static final List<String> TEXTS = List.of(
            "plain words",
            "with \"quotes\", 'apostrophes' & <tags> ]]>",
            "two\nlines",
            "carriage\r\nreturn and\ttab",
            "  blanks around  ",
            "",
            "日本語 𝄞 é ﷺ",
            "semi;colon, comma",
            "=1+1",
            "a: b",
            "[en;fr]",
            "NaN",
            "#N/A",
            "-",
            "007");
    private static final List<String> NUMBERS =
            List.of("1.50", "0", "-0", "1E5", "12345678901234567890.123", "-3.1400", "NaN", "42", "+7", "100000");

    private final List<DataStructureView> structures;
    private final long seed;
    private final String pivot;
    private final boolean annotated;
    private Random random;

    /**
     * @param structures one data set is made of each
     * @param pivot what the data set headers ask for
     */
    public RandomData(List<DataStructureView> structures, long seed, String pivot) {
        this(structures, seed, pivot, true);
    }

    private RandomData(List<DataStructureView> structures, long seed, String pivot, boolean annotated) {
        this.structures = List.copyOf(structures);
        this.seed = seed;
        this.pivot = pivot;
        this.annotated = annotated;
        this.random = new Random(seed);
    }

    /** The same without annotations. */
    public RandomData withoutAnnotations() {
        return new RandomData(structures, seed, pivot, false);
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        random = new Random(seed);
        sink.start(header());
        List<DataSink.Expected> expected = new ArrayList<>();
        for (DataStructureView s : structures) {
            expected.add(new DataSink.Expected(datasetHeader(s), s));
        }
        sink.announce(expected);
        for (DataSink.Expected e : expected) {
            sink.dataset(e.header(), e.structure());
            content(sink, e.structure());
            sink.endDataset();
        }
        sink.end(
                random.nextBoolean()
                        ? List.of()
                        : List.of(new FooterMessage(
                                "413", Optional.of(FooterMessage.Severity.INFORMATION), words("a note & more"))));
    }

    private MessageHeader header() {
        return new MessageHeader(
                "M" + seed,
                random.nextBoolean(),
                "2024-05-06T07:08:09Z",
                new MessageHeader.Party("SENDER", words("the sender"), List.of()),
                List.of(MessageHeader.Party.of("RECEIVER")),
                words("a <message>"),
                Optional.empty(),
                Optional.of("2024-05-06T07:00:00"),
                Optional.of("2001"),
                Optional.of("2020-Q4"),
                Optional.empty(),
                words("the \"source\""));
    }

    private DatasetHeader datasetHeader(DataStructureView s) {
        Action action = List.of(Action.REPLACE, Action.APPEND, Action.MERGE, Action.INFORMATION)
                .get(random.nextInt(4));
        Urn provider = Urn.of(ArtefactClass.DATA_PROVIDER_SCHEME, "TEST", "DATA_PROVIDERS", "1.0")
                .item(ArtefactClass.DATA_PROVIDER, "NSO");
        return new DatasetHeader(
                Fixtures.dataflow(s),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(action),
                pivot,
                random.nextBoolean() ? Optional.of("SET" + seed) : Optional.empty(),
                random.nextBoolean() ? Optional.of(provider) : Optional.empty(),
                Optional.of("2001-01-01"),
                Optional.of("2020-12-31"),
                Optional.of("2024-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.of("2024"),
                Optional.of("2024-Q1"),
                notes());
    }

    private void content(DataSink sink, DataStructureView s) throws IOException {
        int width = s.seriesDimensions().size();
        List<List<String>> keys = keys(s);
        Set<String> sent = new LinkedHashSet<>();
        attributeBlock(sink, s, new String[width], sent);
        for (List<String> key : keys) {
            attributeBlocks(sink, s, key, sent);
        }
        SeriesBlock block = new SeriesBlock(s);
        for (List<String> key : keys) {
            block.clear();
            for (int i = 0; i < width; i++) {
                block.key()[i] = key.get(i);
            }
            for (Attribute a : s.attributes()) {
                if (s.level(a.id()).orElseThrow() == DataStructureView.Level.SERIES) {
                    value(a, on(s, a.id(), key, null))
                            .ifPresent(v -> block.attributes().put(a.id(), v));
                }
            }
            if (random.nextInt(6) == 0) {
                block.annotations(notes());
            }
            if (random.nextInt(8) != 0) {
                observations(s, key, block);
            }
            sink.series(block);
        }
        // Leads to a key that no series has.
        List<String> orphan = new ArrayList<>(Collections.nCopies(width, "ZZ"));
        for (int i = 0; i < width; i++) {
            List<String> codes = codes(s, s.seriesDimensions().get(i).id());
            orphan.set(i, codes.getLast());
        }
        if (random.nextBoolean()) {
            attributeBlocks(sink, s, orphan, sent);
        }
    }

    private void observations(DataStructureView s, List<String> key, SeriesBlock block) {
        List<String> periods = new ArrayList<>(
                s.hasTime()
                        ? List.of("2001", "2002-01", "2002-Q3", "2003-W05", "2004-05-06", "2010", "2011", "2012")
                        : codes(s, s.observationDimension().orElseThrow().id()));
        Collections.shuffle(periods, random);
        for (String period : periods.subList(0, random.nextInt(periods.size()))) {
            int at = block.add(period, 0);
            for (Component c : s.structure().components()) {
                int column = s.column(c.id()).orElse(-1);
                if (column >= 0) {
                    value(c, on(s, c.id(), key, period)).ifPresent(v -> block.set(column, at, v));
                }
            }
            if (random.nextInt(10) == 0) {
                List<Annotation> notes = notes();
                if (!notes.isEmpty()) {
                    block.observationAnnotations().put(at, notes);
                }
            }
        }
    }

    /** A few different keys, never with the last code of a dimension: that is kept for the orphans. */
    private List<List<String>> keys(DataStructureView s) {
        Set<List<String>> keys = new LinkedHashSet<>();
        int wanted = random.nextInt(8);
        for (int i = 0; i < wanted; i++) {
            List<String> key = new ArrayList<>();
            for (Dimension d : s.seriesDimensions()) {
                List<String> codes = codes(s, d.id());
                key.add(codes.get(random.nextInt(codes.size() - 1)));
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    private void attributeBlocks(DataSink sink, DataStructureView s, List<String> key, Set<String> sent)
            throws IOException {
        Set<List<String>> partials = new LinkedHashSet<>();
        for (Attribute a : s.attributes()) {
            if (s.level(a.id()).orElseThrow() == DataStructureView.Level.PARTIAL_KEY) {
                partials.add(s.attributeDimensions(a.id()));
            }
        }
        for (List<String> dimensions : partials) {
            String[] partial = new String[key.size()];
            for (int i = 0; i < partial.length; i++) {
                partial[i] = dimensions.contains(s.seriesDimensions().get(i).id()) ? key.get(i) : null;
            }
            attributeBlock(sink, s, partial, sent);
        }
    }

    private void attributeBlock(DataSink sink, DataStructureView s, String[] key, Set<String> sent) throws IOException {
        if (!sent.add(Arrays.toString(key))) {
            return;
        }
        List<String> dimensions = new ArrayList<>();
        for (int i = 0; i < key.length; i++) {
            if (key[i] != null) {
                dimensions.add(s.seriesDimensions().get(i).id());
            }
        }
        Map<String, Value> byGroup = new LinkedHashMap<>();
        Map<String, Value> others = new LinkedHashMap<>();
        Optional<String> group = Optional.empty();
        for (Attribute a : s.attributes()) {
            boolean above = s.level(a.id()).orElseThrow() == DataStructureView.Level.PARTIAL_KEY
                    || s.level(a.id()).orElseThrow() == DataStructureView.Level.DATASET;
            if (above && s.attributeDimensions(a.id()).equals(dimensions)) {
                Optional<Value> value = value(a, Arrays.toString(key));
                if (a.relationship() instanceof AttributeRelationship.Group g) {
                    value.ifPresent(v -> byGroup.put(a.id(), v));
                    group = Optional.of(g.id());
                } else {
                    value.ifPresent(v -> others.put(a.id(), v));
                }
            }
        }
        if (!byGroup.isEmpty()) {
            sink.attributes(new AttributeBlock(group, key, byGroup, List.of(), 0));
        }
        if (!others.isEmpty()) {
            sink.attributes(new AttributeBlock(Optional.empty(), key, others, List.of(), 0));
        }
    }

    /** The part of a key on which a component depends, as text. */
    private static String on(DataStructureView s, String component, List<String> key, String period) {
        boolean measure = s.measures().stream().anyMatch(m -> m.id().equals(component));
        List<String> dimensions = s.attributeDimensions(component);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            if (measure || dimensions.contains(s.seriesDimensions().get(i).id())) {
                text.append(key.get(i));
            }
            text.append('.');
        }
        return measure
                        || dimensions.contains(
                                s.observationDimension().orElseThrow().id())
                ? text + "@" + period
                : text.toString();
    }

    /** The value of a component for what it depends on; drawn once for ever, so that it is the same wherever it is told. */
    private Optional<Value> value(Component component, String on) {
        Random own = new Random(seed * 31 + component.id().hashCode() * 1_000_003L + on.hashCode());
        own.nextLong();
        if (own.nextInt(4) == 0) {
            return Optional.empty();
        }
        Representation r = component.representation().orElseThrow();
        if (r.array() && own.nextInt(4) != 0) {
            List<Value> values = new ArrayList<>();
            int size = 1 + own.nextInt(3);
            for (int i = 0; i < size; i++) {
                values.add(one(component, r, own));
            }
            return Optional.of(Value.array(values));
        }
        return Optional.of(one(component, r, own));
    }

    private Value one(Component component, Representation r, Random own) {
        if (r.enumeration().isPresent()) {
            DataStructureView s = structures.stream()
                    .filter(v -> v.structure().components().contains(component))
                    .findFirst()
                    .orElseThrow();
            List<String> codes = codes(s, component.id());
            return Value.of(codes.get(own.nextInt(codes.size())));
        }
        DataType type = r.format().flatMap(TextFormat::dataType).orElse(DataType.STRING);
        if (type.numeric()) {
            return Value.of(NUMBERS.get(own.nextInt(NUMBERS.size())));
        }
        if (type == DataType.XHTML) {
            return new Value.Markup(LocalisedText.of(
                    "en", "<p class=\"a\">One <b>bold</b> word &amp; a break<br/></p><ul><li>item</li></ul>"));
        }
        if (r.format().filter(TextFormat::multilingual).isPresent()) {
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put("en", filled(own));
            if (own.nextBoolean()) {
                texts.put("fr", filled(own));
                texts.put("pt-BR", filled(own));
            }
            return new Value.Localised(new LocalisedText(texts));
        }
        return Value.of(TEXTS.get(own.nextInt(TEXTS.size())));
    }

    private static String filled(Random own) {
        String text = TEXTS.get(own.nextInt(TEXTS.size()));
        return text.isEmpty() ? "x" : text;
    }

    private List<Annotation> notes() {
        if (!annotated || random.nextBoolean()) {
            return List.of();
        }
        return List.of(new Annotation(
                Optional.of("note-1"),
                Optional.of("A title"),
                Optional.of("TYPE"),
                List.of(new Annotation.Url("http://example.org/?a=1&b=2", Optional.empty())),
                words("some text"),
                Optional.empty()));
    }

    private static LocalisedText words(String text) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("en", text);
        texts.put("fr", text + " (français)");
        return new LocalisedText(texts);
    }

    private static List<String> codes(DataStructureView s, String component) {
        return List.copyOf(s.codes(component).keySet());
    }
}
