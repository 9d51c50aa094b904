package org.sojourn.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.SdmxException;
import org.sojourn.model.text.LocalisedText;

/**
 * One column of SDMX-CSV for one path of attributes. A part of the path that occurs several times under its parent is marked
 * by {@code []}, and the cell is a list; a list inside a list is set in quotes of its own. Texts in several languages have
 * the languages in the header and before each text.
 */
final class CsvColumn {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    private final List<String> path;
    private final List<Boolean> several;
    private final List<String> languages;
    private final boolean mixed;

    private CsvColumn(List<String> path, List<Boolean> several, List<String> languages, boolean mixed) {
        this.path = path;
        this.several = several;
        this.languages = languages;
        this.mixed = mixed;
    }

    /** The columns that these sets need, in the order in which their attributes first come. */
    static List<CsvColumn> of(List<MetadataSet> sets) {
        Set<List<String>> paths = new LinkedHashSet<>();
        Set<List<String>> repeated = new LinkedHashSet<>();
        Map<List<String>, Set<String>> languages = new LinkedHashMap<>();
        Set<List<String>> plain = new LinkedHashSet<>();
        sets.forEach(s -> look(s.attributes(), List.of(), paths, repeated, languages, plain));
        List<CsvColumn> all = new ArrayList<>();
        for (List<String> path : paths) {
            List<Boolean> several = new ArrayList<>();
            for (int i = 1; i <= path.size(); i++) {
                several.add(repeated.contains(path.subList(0, i)));
            }
            all.add(new CsvColumn(
                    path,
                    several,
                    List.copyOf(languages.getOrDefault(path, Set.of())),
                    languages.containsKey(path) && plain.contains(path)));
        }
        return all;
    }

    private static void look(
            List<ReportedAttribute> attributes,
            List<String> above,
            Set<List<String>> paths,
            Set<List<String>> repeated,
            Map<List<String>, Set<String>> languages,
            Set<List<String>> plain) {
        Set<String> seen = new LinkedHashSet<>();
        for (ReportedAttribute a : attributes) {
            List<String> path = new ArrayList<>(above);
            path.add(a.id());
            if (!seen.add(a.id())) {
                repeated.add(List.copyOf(path));
            }
            if (a.value().isPresent()) {
                paths.add(List.copyOf(path));
                switch (a.value().get()) {
                    case ReportedValue.Plain p -> {
                        plain.add(List.copyOf(path));
                        if (p.values().size() > 1) {
                            repeated.add(List.copyOf(path));
                        }
                    }
                    case ReportedValue.Text t ->
                        languages
                                .computeIfAbsent(List.copyOf(path), k -> new LinkedHashSet<>())
                                .addAll(t.texts().byLanguage().keySet());
                    case ReportedValue.Markup m ->
                        languages
                                .computeIfAbsent(List.copyOf(path), k -> new LinkedHashSet<>())
                                .addAll(m.markup().byLanguage().keySet());
                }
            }
            look(a.children(), path, paths, repeated, languages, plain);
        }
    }

    /** True where some values have languages and others have none. */
    boolean mixed() {
        return mixed;
    }

    String path() {
        return String.join(".", path);
    }

    String header() {
        StringBuilder sb = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            sb.append(i == 0 ? "" : ".").append(path.get(i)).append(several.get(i) ? "[]" : "");
        }
        return sb + (languages.isEmpty() ? "" : "[" + String.join(";", languages) + "]");
    }

    String cell(MetadataSet set) {
        return level(set.attributes(), 0);
    }

    private String level(List<ReportedAttribute> attributes, int depth) {
        List<String> each = new ArrayList<>();
        for (ReportedAttribute a : attributes) {
            if (!a.id().equals(path.get(depth))) {
                continue;
            }
            if (depth + 1 < path.size()) {
                each.add(level(a.children(), depth + 1));
            } else {
                each.addAll(values(a));
            }
        }
        if (!several.get(depth)) {
            return each.isEmpty() ? "" : each.getFirst();
        }
        List<String> list = each.stream().map(CsvColumn::element).toList();
        return String.join(";", list);
    }

    private List<String> values(ReportedAttribute a) {
        if (a.value().isEmpty()) {
            return List.of("");
        }
        return switch (a.value().get()) {
            case ReportedValue.Plain p ->
                p.values().stream()
                        .map(v -> languages.isEmpty() ? v : element(v))
                        .toList();
            case ReportedValue.Text t -> List.of(texts(t.texts()));
            case ReportedValue.Markup m -> List.of(texts(m.markup()));
        };
    }

    private static String texts(LocalisedText texts) {
        List<String> all = new ArrayList<>();
        texts.byLanguage().forEach((language, text) -> all.add(element(language + ":" + text)));
        return String.join(";", all);
    }

    /** A text as an element of a list: in quotes where it could be taken for more than one. */
    private static String element(String text) {
        return text.indexOf(';') >= 0 || text.startsWith("\"") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    /** The elements of a list. */
    private static List<String> elements(String cell, char sub) {
        List<String> all = new ArrayList<>();
        StringBuilder sb = new StringBuilder();
        int i = 0;
        while (true) {
            if (i < cell.length() && cell.charAt(i) == '"') {
                for (i++; i < cell.length(); i++) {
                    if (cell.charAt(i) != '"') {
                        sb.append(cell.charAt(i));
                    } else if (i + 1 < cell.length() && cell.charAt(i + 1) == '"') {
                        sb.append('"');
                        i++;
                    } else {
                        i++;
                        break;
                    }
                }
            }
            while (i < cell.length() && cell.charAt(i) != sub) {
                sb.append(cell.charAt(i++));
            }
            all.add(sb.toString());
            sb.setLength(0);
            if (i >= cell.length()) {
                return all;
            }
            i++;
        }
    }

    /** A column as a message names it. */
    record Header(int index, List<String> path, List<Boolean> several, boolean languages, char sub) {

        static Header parse(String name, int index, char sub) {
            String rest = name.contains(": ") ? name.substring(0, name.indexOf(": ")) : name;
            boolean languages = false;
            if (rest.endsWith("]") && !rest.endsWith("[]")) {
                if (rest.indexOf('[') < 0) {
                    throw new SdmxException(
                            SdmxException.Kind.SYNTAX, "line 1: the column '" + name + "' has ']' without '['");
                }
                languages = true;
                rest = rest.substring(0, rest.lastIndexOf('['));
            }
            List<String> path = new ArrayList<>();
            List<Boolean> several = new ArrayList<>();
            for (String part : rest.split("\\.", -1)) {
                several.add(part.endsWith("[]"));
                path.add(part.endsWith("[]") ? part.substring(0, part.length() - 2) : part);
            }
            return new Header(index, path, several, languages, sub);
        }

        void put(String cell, Tree root) {
            put(cell, 0, root);
        }

        private void put(String cell, int depth, Tree parent) {
            List<String> each = several.get(depth) ? elements(cell, sub) : List.of(cell);
            for (int i = 0; i < each.size(); i++) {
                boolean last = depth + 1 == path.size();
                if (each.get(i).isEmpty() && last && several.get(depth) && each.size() == 1) {
                    continue;
                }
                Tree own = parent.child(path.get(depth), i);
                if (last) {
                    own.value = each.get(i).isEmpty() && several.get(depth) ? null : value(each.get(i));
                } else if (!each.get(i).isEmpty()) {
                    put(each.get(i), depth + 1, own);
                }
            }
        }

        private ReportedValue value(String text) {
            if (!languages) {
                return markup(text)
                        ? new ReportedValue.Markup(LocalisedText.of("en", text))
                        : new ReportedValue.Plain(List.of(text));
            }
            Map<String, String> texts = MetadataCsv.texts();
            String current = "";
            for (String part : elements(text, sub)) {
                int colon = part.indexOf(':');
                if (colon > 0 && LANGUAGE.matcher(part.substring(0, colon)).matches()) {
                    current = part.substring(0, colon);
                    texts.put(current, part.substring(colon + 1));
                } else if (!current.isEmpty()) {
                    texts.merge(current, part, (a, b) -> a + sub + b); // it begins with no language
                }
            }
            if (texts.isEmpty()) {
                return new ReportedValue.Plain(List.of(String.join(String.valueOf(sub), elements(text, sub))));
            }
            LocalisedText all = new LocalisedText(texts);
            return texts.values().stream().allMatch(Header::markup)
                    ? new ReportedValue.Markup(all)
                    : new ReportedValue.Text(all);
        }

        /** SDMX-CSV does not say what is XHTML; what begins and ends like an element is. */
        private static boolean markup(String text) {
            String t = text.strip();
            return t.startsWith("<") && t.endsWith(">") && t.length() > 2 && Character.isLetter(t.charAt(1));
        }
    }

    /** Attributes while the columns of a row are put together. */
    static final class Tree {
        private final String id;
        private final Map<String, List<Tree>> below = new LinkedHashMap<>();
        private @Nullable ReportedValue value;

        Tree(String id) {
            this.id = id;
        }

        private Tree child(String name, int occurrence) {
            List<Tree> all = below.computeIfAbsent(name, k -> new ArrayList<>());
            while (all.size() <= occurrence) {
                all.add(new Tree(name));
            }
            return all.get(occurrence);
        }

        List<ReportedAttribute> children() {
            List<ReportedAttribute> all = new ArrayList<>();
            below.values()
                    .forEach(each -> each.stream()
                            .filter(t -> t.value != null || !t.below.isEmpty())
                            .forEach(t -> all.add(new ReportedAttribute(
                                    List.of(), t.id, Optional.ofNullable(t.value), Optional.empty(), t.children()))));
            return all;
        }
    }
}
