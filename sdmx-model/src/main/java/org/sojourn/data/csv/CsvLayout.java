package org.sojourn.data.csv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DataWriterOptions.Keys;
import org.sojourn.data.DataWriterOptions.Labels;
import org.sojourn.data.FormatLimits;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.DataType;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.text.LocalisedText;

/**
 * The columns a writer uses: those of the format, then dimensions, measures and attributes, of one structure after the other
 * where there are several.
 */
final class CsvLayout {

    /** The character between sub-fields that we write. */
    static final char SUB_SEPARATOR = ';';

    /** A column of a component, and perhaps one of its names after it. */
    record Column(
            String id, int index, boolean array, List<String> languages, boolean markup, String header, String name) {}

    private final List<String> header = new ArrayList<>();
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final int seriesKey;
    private final int observationKey;
    private final int action;
    private final int structureName;
    private final int agreement;

    /** Longer lists are not asked for again and again. */
    private static final int FEW_LANGUAGES = 8;

    private record Wanted(
            boolean version2, boolean agreements, Labels labels, Keys keys, List<Locale.LanguageRange> languages) {}

    /**
     * The layout for these structures; for one alone it is made once.
     *
     * @param agreements whether some data sets are named by their agreements, for which 1.0 needs a column
     */
    static CsvLayout of(
            boolean version2, List<DataStructureView> structures, boolean agreements, DataWriterOptions options) {
        if (structures.size() != 1 || options.languages().size() > FEW_LANGUAGES) {
            return new CsvLayout(version2, structures, agreements, options);
        }
        return structures
                .getFirst()
                .once(
                        new Wanted(version2, agreements, options.labels(), options.keys(), options.languages()),
                        () -> new CsvLayout(version2, structures, agreements, options));
    }

    /** @param agreements whether some data sets are named by their agreements, for which 1.0 needs a column */
    private CsvLayout(
            boolean version2, List<DataStructureView> structures, boolean agreements, DataWriterOptions options) {
        Labels labels = labels(version2, options);
        Map<String, List<Use>> uses = uses(version2, structures);
        boolean parts = version2 && uses.values().stream().flatMap(List::stream).anyMatch(u -> u.array || u.languages);
        if (version2) {
            header.add(parts ? CsvHeader.STRUCTURE + '[' + SUB_SEPARATOR + ']' : CsvHeader.STRUCTURE);
            header.add(CsvHeader.STRUCTURE_ID);
            structureName = labels == Labels.NAME ? add(CsvHeader.STRUCTURE_NAME) : -1;
            action = add(CsvHeader.ACTION);
            Keys keys = options.keys();
            seriesKey = keys == Keys.SERIES || keys == Keys.BOTH ? add(CsvHeader.SERIES_KEY) : -1;
            observationKey = keys == Keys.OBS || keys == Keys.BOTH ? add(CsvHeader.OBS_KEY) : -1;
        } else {
            header.add(CsvHeader.DATAFLOW);
            structureName = -1;
            action = -1;
            seriesKey = -1;
            observationKey = -1;
        }
        uses.forEach((id, list) -> column(id, list, version2, structures, labels, options.languages()));
        agreement = !version2 && agreements && !columns.containsKey(FormatLimits.AGREEMENT_COLUMN)
                ? add(FormatLimits.AGREEMENT_COLUMN)
                : -1;
    }

    /** 1.0 knows no columns of names; both in one cell says the same. */
    static Labels labels(boolean version2, DataWriterOptions options) {
        return !version2 && options.labels() == Labels.NAME ? Labels.BOTH : options.labels();
    }

    /** A component of one of the structures under the id of its column. */
    private record Use(DataStructureView view, Component component, boolean array, boolean languages, boolean markup) {
        static Use of(DataStructureView view, Component component) {
            Optional<Representation> r = view.representation(component.id());
            Optional<TextFormat> format = r.flatMap(Representation::format);
            return new Use(
                    view,
                    component,
                    r.filter(Representation::array).isPresent(),
                    format.filter(TextFormat::multilingual).isPresent(),
                    format.flatMap(TextFormat::dataType)
                            .filter(t -> t == DataType.XHTML)
                            .isPresent());
        }
    }

    private static Map<String, List<Use>> uses(boolean version2, List<DataStructureView> structures) {
        Map<String, List<Use>> uses = new LinkedHashMap<>();
        List<Function<DataStructureView, List<? extends Component>>> kinds =
                List.of(v -> v.structure().dimensions(), DataStructureView::measures, DataStructureView::attributes);
        for (Function<DataStructureView, List<? extends Component>> kind : kinds) {
            for (DataStructureView view : structures) {
                for (Component c : kind.apply(view)) {
                    Optional<String> id = columnId(version2, view, c);
                    id.ifPresent(
                            i -> uses.computeIfAbsent(i, x -> new ArrayList<>()).add(Use.of(view, c)));
                }
            }
        }
        return uses;
    }

    /** Under which id a component is written; 1.0 has one measure and calls it OBS_VALUE. */
    static Optional<String> columnId(boolean version2, DataStructureView view, Component component) {
        if (version2 || !(component instanceof Measure measure)) {
            return Optional.of(component.id());
        }
        return view.measures().getFirst().equals(measure) ? Optional.of(Measure.OBS_VALUE) : Optional.empty();
    }

    private void column(
            String id,
            List<Use> uses,
            boolean version2,
            List<DataStructureView> structures,
            Labels labels,
            List<Locale.LanguageRange> wanted) {
        boolean array = version2 && uses.stream().anyMatch(Use::array);
        List<String> languages = version2 && uses.stream().anyMatch(Use::languages)
                ? List.copyOf(languages(structures, wanted))
                : List.of();
        String text = id;
        if (!languages.isEmpty()) {
            text += '[' + String.join(String.valueOf(SUB_SEPARATOR), languages) + ']';
        } else if (array) {
            text += "[]";
        }
        Use use = uses.getFirst();
        Optional<String> name = use.view
                .concept(use.component.id())
                .map(Concept::naming)
                .map(Naming::names)
                .flatMap(n -> n.best(wanted));
        String head = labels == Labels.BOTH && name.isPresent() ? text + ": " + name.get() : text;
        columns.put(
                id,
                new Column(
                        id, add(head), array, languages, uses.stream().allMatch(Use::markup), head, name.orElse(id)));
        if (labels == Labels.NAME) {
            add(name.orElse(id));
        }
    }

    /** Languages in which texts may come, as far as can be known before the first of them: those wanted and those of names. */
    private static Set<String> languages(List<DataStructureView> structures, List<Locale.LanguageRange> wanted) {
        Set<String> languages = new LinkedHashSet<>();
        wanted.stream()
                .map(Locale.LanguageRange::getRange)
                .filter(r -> !r.contains("*"))
                .forEach(languages::add);
        languages.add("en");
        for (DataStructureView view : structures) {
            collect(view.structure().maintenance().naming().names(), languages);
            for (Component c : view.structure().components()) {
                view.concept(c.id()).ifPresent(x -> collect(x.naming().names(), languages));
            }
        }
        return languages;
    }

    private static void collect(LocalisedText names, Set<String> languages) {
        languages.addAll(names.byLanguage().keySet());
    }

    private int add(String text) {
        header.add(text);
        return header.size() - 1;
    }

    List<String> header() {
        return Collections.unmodifiableList(header);
    }

    Optional<Column> column(String id) {
        return Optional.ofNullable(columns.get(id));
    }

    /** True where every component of a structure has a column that can hold it. */
    boolean covers(boolean version2, DataStructureView view) {
        Map<String, List<Use>> uses = new HashMap<>(uses(version2, List.of(view)));
        return uses.entrySet().stream().allMatch(e -> {
            Column column = columns.get(e.getKey());
            return column != null
                    && (!version2
                            || e.getValue().stream()
                                    .allMatch(u -> (column.array || column.languages.size() > 0 || !u.array)
                                            && (column.languages.size() > 0 || !u.languages)));
        });
    }

    /** Index of the column ACTION, -1 where there is none; the same for the others. */
    int action() {
        return action;
    }

    int structureName() {
        return structureName;
    }

    int seriesKey() {
        return seriesKey;
    }

    int observationKey() {
        return observationKey;
    }

    int agreement() {
        return agreement;
    }
}
