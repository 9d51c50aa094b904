package org.sojourn.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.MetadataFormat;
import org.sojourn.model.Annotation;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.Coverage;
import org.sojourn.model.MetadataSet.ReferenceValue;
import org.sojourn.model.MetadataSet.Report;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

/** Seeded random messages of reference metadata: what one format can carry, or, made for none, what the model can hold. */
public final class RandomMetadata {
    private static final String PREFIX = "urn:sdmx:org.sdmx.infomodel.";
    private static final List<String> WORDS =
            List.of("stock", "étranger", "<&>\"'", "a;b", "a,b", "移民", "two  blanks", "en:x", "\"quoted\"", "l1\nl2");
    private static final List<String> MARKUP =
            List.of("<p>one</p>", "<p>a <em class=\"x\">b</em> &amp; c</p><ul><li>d</li></ul>", "<p>é; f, g<br/></p>");

    private final SplittableRandom random;
    private final Optional<MetadataFormat> format;

    public RandomMetadata(long seed, Optional<MetadataFormat> format) {
        this.random = new SplittableRandom(seed);
        this.format = format;
    }

    private boolean any() {
        return format.isEmpty();
    }

    private boolean csv() {
        return format.filter(f -> f.extension().equals("csv")).isPresent();
    }

    private boolean json() {
        return format.filter(f -> f.extension().equals("json")).isPresent();
    }

    private boolean v21() {
        return format.filter(f -> f.formatName().startsWith("sdmx-ml-2.1") || f == MetadataFormat.JSON_1_0)
                .isPresent();
    }

    public MetadataMessage message() {
        List<MetadataSet> sets = new ArrayList<>();
        int n = 1 + random.nextInt(3);
        for (int i = 0; i < n; i++) {
            sets.add(set(i));
        }
        MessageHeader header = MessageHeader.of("MSG", "2026-01-31T12:00:00Z", "MIG");
        return new MetadataMessage(
                csv() ? org.sojourn.structure.binding.MissingHeader.header() : header, sets, List.of());
    }

    private MetadataSet set(int number) {
        boolean report = v21() || (any() && chance());
        Urn flow = Urn.parse(PREFIX
                + (v21()
                        ? pick(
                                "metadatastructure.Metadataflow=MIG:MDF(1.0)",
                                "metadatastructure.MetadataStructure=MIG:MSD(1.0)")
                        : pick(
                                "metadatastructure.Metadataflow=MIG:MDF(1.0)",
                                "registry.MetadataProvisionAgreement=MIG:MPA(2.0.0)")));
        List<UrnPattern> targets =
                new ArrayList<>(List.of(UrnPattern.parse(PREFIX + "datastructure.Dataflow=MIG:DF(1.0)")));
        if (chance() && !json() && !v21()) {
            targets.add(UrnPattern.parse(PREFIX + "codelist.Codelist=*:*(*)"));
        }
        if (chance()) {
            targets.add(UrnPattern.parse(PREFIX + "codelist.Code=MIG:CL(1.0).A"));
        }
        List<ReferenceValue> values = new ArrayList<>();
        targets.forEach(t -> values.add(
                new ReferenceValue("OBJECT" + values.size(), ReferenceValue.Kind.OBJECT, t.toString(), List.of())));
        if (chance()) {
            values.add(
                    new ReferenceValue("REPORT_PERIOD_TARGET", ReferenceValue.Kind.REPORT_PERIOD, "2020", List.of()));
        }
        return new MetadataSet(
                maintenance(number),
                Optional.of(flow),
                csv()
                        ? Coverage.NONE
                        : new Coverage(
                                maybe(() -> "2020-01"),
                                maybe(() -> "2021-12"),
                                maybe(() -> "2022"),
                                maybe(() -> "2022-Q1")),
                targets,
                attributes(2),
                report ? Optional.of(new Report("REPORT", "TARGET", values, Optional.empty())) : Optional.empty());
    }

    private Maintenance maintenance(int number) {
        Naming naming = new Naming(
                new Identification(
                        "SET_" + number,
                        Optional.empty(),
                        csv() || chance() ? List.of() : List.of(annotation()),
                        List.of()),
                csv() ? LocalisedText.of("en", "Set") : texts(),
                csv() || v21() || chance() ? LocalisedText.EMPTY : texts());
        return new Maintenance(
                naming,
                "MIG",
                Version.parse(v21() ? "1.0" : "1.2.0"),
                Optional.empty(),
                csv() ? Optional.empty() : maybe(() -> "2020-01-01T00:00:00Z"),
                csv() ? Optional.empty() : maybe(() -> "2030-01-01T00:00:00Z"),
                false,
                Optional.empty(),
                Optional.empty(),
                (any() || format.get() == MetadataFormat.ML_3_1 || format.get() == MetadataFormat.JSON_2_1)
                        && chance());
    }

    private Annotation annotation() {
        return new Annotation(
                maybe(() -> "note"), maybe(this::word), Optional.empty(), List.of(), texts(), Optional.empty());
    }

    private List<ReportedAttribute> attributes(int depth) {
        List<ReportedAttribute> all = new ArrayList<>();
        int n = 1 + random.nextInt(3);
        for (int i = 0; i < n; i++) {
            int times = chance() ? 1 : 1 + random.nextInt(3);
            // SDMX-CSV has one column, so one kind of value, for each attribute.
            String id = "A" + depth + i;
            int kind = csv() ? Math.abs(id.hashCode()) % 3 : random.nextInt(3);
            for (int t = 0; t < times; t++) {
                all.add(attribute("A" + depth + i, kind, depth));
            }
        }
        return all;
    }

    private ReportedAttribute attribute(String id, int kind, int depth) {
        ReportedValue value = switch (kind) {
            case 0 ->
                new ReportedValue.Plain(
                        (any() || format.filter(f -> f == MetadataFormat.ML_3_0).isPresent()) && chance()
                                ? List.of(word(), word())
                                : List.of(word()));
            case 1 -> new ReportedValue.Text(texts());
            default -> new ReportedValue.Markup(markup());
        };
        return new ReportedAttribute(
                csv() || chance() ? List.of() : List.of(annotation()),
                id,
                depth == 1 && chance() && !csv() ? Optional.empty() : Optional.of(value),
                Optional.empty(),
                depth == 0 || (csv() ? kind == 1 : chance()) ? List.of() : attributes(depth - 1));
    }

    private LocalisedText texts() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("en", word());
        if (csv() || chance()) {
            all.put("fr", word());
        }
        return new LocalisedText(all);
    }

    private LocalisedText markup() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("en", MARKUP.get(random.nextInt(MARKUP.size())));
        if (csv() || chance()) {
            all.put("fr", MARKUP.get(random.nextInt(MARKUP.size())));
        }
        return new LocalisedText(all);
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private boolean chance() {
        return random.nextBoolean();
    }

    private <T> Optional<T> maybe(Supplier<T> what) {
        return chance() ? Optional.of(what.get()) : Optional.empty();
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
