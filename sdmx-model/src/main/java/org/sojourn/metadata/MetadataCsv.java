package org.sojourn.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.csv.CsvRecords;
import org.sojourn.format.MetadataFormat;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.Coverage;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.Naming;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.structure.binding.MissingHeader;

/** SDMX-CSV 2.x of reference metadata: one row a metadata set, one column a path of attributes. */
final class MetadataCsv {
    private static final String STRUCTURE = "MDSTRUCTURE";
    private static final String STRUCTURE_ID = "MDSTRUCTURE_ID";
    private static final String STRUCTURE_NAME = "MDSTRUCTURE_NAME";
    private static final String SET_ID = "METADATASET_ID";
    private static final String SET_NAME = "METADATASET_NAME";
    private static final String ACTION = "ACTION";
    private static final String PARTIAL = "IS_PARTIAL_LANGUAGE";
    private static final String TARGET_TYPES = "TARGET_TYPES";
    private static final String TARGET_IDS = "TARGET_IDS";
    private static final String TARGET_NAMES = "TARGET_NAMES";
    private static final Pattern SHORT = Pattern.compile("([^:()]+):([^:()]+?)(?:\\(([^()]*)\\))?(?:\\.(.+))?");

    private MetadataCsv() {}

    static void write(
            MetadataMessage message,
            MetadataFormat format,
            StructureWriterOptions options,
            OutputStream out,
            Problems losses)
            throws IOException {
        List<CsvColumn> columns = CsvColumn.of(message.sets());
        columns.stream()
                .filter(CsvColumn::mixed)
                .forEach(c -> losses.add(Problem.lost(
                        "message", "that of " + c.path() + " some values have a language and others none")));
        Writer w = new java.io.OutputStreamWriter(out, StandardCharsets.UTF_8);
        List<String> head = new ArrayList<>(List.of(STRUCTURE + "[;]", STRUCTURE_ID, SET_ID, SET_NAME, ACTION));
        boolean partial = format == MetadataFormat.CSV_2_1
                && message.sets().stream().anyMatch(s -> s.maintenance().partialLanguage());
        if (partial) {
            head.add(PARTIAL);
        }
        head.add(TARGET_TYPES);
        head.add(TARGET_IDS);
        columns.forEach(c -> head.add(c.header()));
        record(head, w);
        for (MetadataSet set : message.sets()) {
            tell(set, format, losses);
            List<String> row = new ArrayList<>();
            boolean agreement = set.flow()
                    .filter(f -> f.type() == ArtefactClass.METADATA_PROVISION_AGREEMENT)
                    .isPresent();
            row.add(agreement ? "metadataprovision" : "metadataflow");
            row.add(set.flow().map(Urn::shortForm).orElse(""));
            row.add(set.urn().shortForm());
            row.add(set.maintenance().naming().names().best(options.languages()).orElse(""));
            row.add(format == MetadataFormat.CSV_2_1 ? "M" : "I");
            if (partial) {
                row.add(set.maintenance().partialLanguage() ? "1" : "0");
            }
            row.add(String.join(
                    ";",
                    set.targets().stream()
                            .map(t -> t.className().toLowerCase(Locale.ROOT))
                            .toList()));
            row.add(String.join(
                    ";", set.targets().stream().map(MetadataCsv::shortForm).toList()));
            columns.forEach(c -> row.add(c.cell(set)));
            record(row, w);
        }
        w.flush();
    }

    private static void tell(MetadataSet set, MetadataFormat format, Problems losses) {
        String at = set.urn().toString();
        Maintenance m = set.maintenance();
        if (m.naming().names().byLanguage().size() > 1) {
            losses.add(Problem.lost(at, "names in more than one language"));
        }
        if (!m.naming().descriptions().isEmpty()) {
            losses.add(Problem.lost(at, "descriptions"));
        }
        if (!m.naming().annotations().isEmpty()
                || !m.naming().identification().links().isEmpty()) {
            losses.add(Problem.lost(at, "annotations and links"));
        }
        if (!set.coverage().equals(Coverage.NONE)
                || m.validFrom().isPresent()
                || m.validTo().isPresent()) {
            losses.add(Problem.lost(at, "periods of reporting, publication and validity"));
        }
        if (m.partialLanguage() && format != MetadataFormat.CSV_2_1) {
            losses.add(Problem.lost(at, "isPartialLanguage"));
        }
        if (set.report().isPresent()) {
            losses.add(Problem.lost(at, "report and target of 2.1"));
        }
        set.attributes().forEach(a -> tell(a, at, losses));
    }

    private static void tell(ReportedAttribute a, String at, Problems losses) {
        if (!a.annotations().isEmpty()) {
            losses.add(Problem.lost(at, "annotations of attribute " + a.id()));
        }
        if (a.format().isPresent()) {
            losses.add(Problem.lost(at, "format of attribute " + a.id()));
        }
        if (a.value().isEmpty() && a.children().isEmpty()) {
            losses.add(Problem.lost(at, "attribute " + a.id() + ", which has no value"));
        }
        a.children().forEach(c -> tell(c, at, losses));
    }

    private static String shortForm(UrnPattern t) {
        return t.agency() + ":" + t.id() + "(" + t.version() + ")" + (t.item().isEmpty() ? "" : "." + t.item());
    }

    private static void record(List<String> fields, Writer w) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                w.write(',');
            }
            String f = fields.get(i);
            boolean quotes = f.indexOf(',') >= 0 || f.indexOf('"') >= 0 || f.indexOf('\n') >= 0 || f.indexOf('\r') >= 0;
            w.write(quotes ? "\"" + f.replace("\"", "\"\"") + "\"" : f);
        }
        w.write("\r\n");
    }

    static MetadataMessage read(InputStream in, Problems problems) throws IOException {
        PushbackReader text = new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8), 64);
        CsvRecords records = new CsvRecords(text, separator(text));
        records.next();
        List<String> head = records.copy();
        char sub = head.getFirst().endsWith("]") && head.getFirst().length() == STRUCTURE.length() + 3
                ? head.getFirst().charAt(STRUCTURE.length() + 1)
                : ';';
        Map<String, Integer> known = new HashMap<>();
        List<CsvColumn.Header> columns = new ArrayList<>();
        for (int i = 0; i < head.size(); i++) {
            String name = head.get(i).strip();
            switch (i == 0 ? STRUCTURE : name) {
                case STRUCTURE,
                        STRUCTURE_ID,
                        STRUCTURE_NAME,
                        SET_ID,
                        SET_NAME,
                        ACTION,
                        PARTIAL,
                        TARGET_TYPES,
                        TARGET_IDS,
                        TARGET_NAMES -> known.put(i == 0 ? STRUCTURE : name, i);
                default -> columns.add(CsvColumn.Header.parse(name, i, sub));
            }
        }
        for (String needed : List.of(STRUCTURE_ID, SET_ID)) {
            if (!known.containsKey(needed)) {
                throw new SdmxException(
                        SdmxException.Kind.SYNTAX,
                        "line 1: the column " + needed + " is missing, which SDMX-CSV of reference metadata needs");
            }
        }
        List<MetadataSet> sets = new ArrayList<>();
        while (records.next()) {
            row(records, known, columns, sub, problems).ifPresent(sets::add);
        }
        return new MetadataMessage(missing(), sets, List.of());
    }

    private static MessageHeader missing() {
        return MissingHeader.header();
    }

    private static char separator(PushbackReader text) throws IOException {
        char[] start = new char[40];
        int n = text.read(start);
        String s = n < 0 ? "" : new String(start, 0, n);
        String plain = s.startsWith("\uFEFF") ? s.substring(1) : s;
        Matcher m = Pattern.compile("\"?" + STRUCTURE + "(\\[.\\])?\"?(.)", Pattern.DOTALL)
                .matcher(plain);
        if (!m.lookingAt()) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "line 1: the message is no SDMX-CSV of reference metadata, whose first column is " + STRUCTURE);
        }
        text.unread(plain.toCharArray());
        return m.group(2).charAt(0);
    }

    private static Optional<MetadataSet> row(
            CsvRecords r, Map<String, Integer> known, List<CsvColumn.Header> columns, char sub, Problems problems) {
        Location at = new Location(r.line(), 0, SET_ID);
        try {
            boolean agreement = field(r, known, STRUCTURE).startsWith("metadataprovision");
            Urn flow = reference(
                    agreement ? ArtefactClass.METADATA_PROVISION_AGREEMENT : ArtefactClass.METADATAFLOW,
                    label(field(r, known, STRUCTURE_ID)));
            Urn set = reference(ArtefactClass.METADATA_SET, label(field(r, known, SET_ID)));
            String name = field(r, known, SET_NAME);
            LocalisedText names = name.isEmpty() ? LocalisedText.EMPTY : LocalisedText.of("en", name);
            if (known.containsKey(PARTIAL) && field(r, known, PARTIAL).equals("1")) {
                problems.add(Problem.info(
                        "partial-language",
                        at,
                        "IS_PARTIAL_LANGUAGE is not followed: the metadata set is put as a whole"));
            }
            return Optional.of(new MetadataSet(
                    Maintenance.of(
                            set.agency(),
                            set.version().isEmpty() ? Version.NONE : Version.parse(set.version()),
                            Naming.of(set.id(), names)),
                    Optional.of(flow),
                    Coverage.NONE,
                    targets(field(r, known, TARGET_TYPES), field(r, known, TARGET_IDS), sub),
                    attributes(r, columns),
                    Optional.empty()));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.error(
                    "invalid-row", at, e.getMessage() == null ? "the row cannot be read" : e.getMessage()));
            return Optional.empty();
        }
    }

    private static List<ReportedAttribute> attributes(CsvRecords r, List<CsvColumn.Header> columns) {
        CsvColumn.Tree root = new CsvColumn.Tree("");
        for (CsvColumn.Header c : columns) {
            if (c.index() < r.size() && !r.field(c.index()).isEmpty()) {
                c.put(r.field(c.index()), root);
            }
        }
        return root.children();
    }

    private static List<UrnPattern> targets(String types, String ids, char sub) {
        List<UrnPattern> all = new ArrayList<>();
        String[] classes = types.split(Pattern.quote(String.valueOf(sub)), -1);
        String[] names = ids.split(Pattern.quote(String.valueOf(sub)), -1);
        for (int i = 0; i < names.length; i++) {
            if (names[i].isBlank()) {
                continue;
            }
            String word = classes[Math.min(i, classes.length - 1)].strip();
            ArtefactClass type = java.util.Arrays.stream(ArtefactClass.values())
                    .filter(c -> c.className().equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(null);
            boolean any = word.equalsIgnoreCase("any");
            if (type == null && !any) {
                throw new IllegalArgumentException(
                        "the target type '" + word + "' is no class of the information model");
            }
            Matcher m = SHORT.matcher(names[i].strip());
            if (!m.matches()) {
                throw new IllegalArgumentException("the target '" + names[i].strip() + "' is not AGENCY:ID(VERSION)");
            }
            all.add(new UrnPattern(
                    type == null ? "base" : type.packageName(),
                    type == null ? "Any" : type.className(),
                    m.group(1),
                    m.group(2),
                    m.group(3) == null ? "1.0" : m.group(3),
                    m.group(4) == null ? "" : m.group(4)));
        }
        return all;
    }

    private static Urn reference(ArtefactClass type, String text) {
        Matcher m = SHORT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not AGENCY:ID(VERSION)");
        }
        return Urn.of(type, m.group(1), m.group(2), m.group(3) == null ? "" : m.group(3));
    }

    /** Without the name that labels=both puts behind. */
    private static String label(String cell) {
        int name = cell.indexOf(": ");
        return (name < 0 ? cell : cell.substring(0, name)).strip();
    }

    private static String field(CsvRecords r, Map<String, Integer> known, String column) {
        Integer i = known.get(column);
        return i == null || i >= r.size() ? "" : r.field(i).strip();
    }

    /** Texts in the order in which they are added. */
    static Map<String, String> texts() {
        return new LinkedHashMap<>();
    }
}
