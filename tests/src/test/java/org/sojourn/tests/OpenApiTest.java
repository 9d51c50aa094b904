package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sojourn.format.Api;
import org.sojourn.format.DataFormat;
import org.sojourn.format.Negotiation;
import org.sojourn.model.SdmxException;
import org.sojourn.query.ParsedQuery;
import org.sojourn.query.V1Grammar;
import org.sojourn.query.V2Grammar;

/** The description of the interfaces says what the resources and the grammars do, no less and no more. */
class OpenApiTest {

    private static final V1Grammar V1 = new V1Grammar(ZoneOffset.UTC);
    private static final V2Grammar V2 = new V2Grammar(ZoneOffset.UTC);

    private static Exchange server;
    private static JsonNode document;

    @BeforeAll
    static void read() {
        server = SampleServer.get();
        document = server.get("/openapi.json").expect(200).json();
    }

    /** One documented operation. */
    private record Operation(String method, String path, JsonNode node) {

        /** {@code GET /api/holdings/{}/{}/{}}. */
        String shape() {
            return method + " " + path.replaceAll("\\{[^}]+}", "{}");
        }

        Set<String> names(String in) {
            Set<String> names = new TreeSet<>();
            for (JsonNode parameter : node.path("parameters")) {
                JsonNode one = resolved(parameter);
                if (one.path("in").asText().equals(in)) {
                    names.add(one.path("name").asText());
                }
            }
            return names;
        }

        String example() {
            String filled = path;
            for (JsonNode parameter : node.path("parameters")) {
                JsonNode one = resolved(parameter);
                if (one.path("in").asText().equals("path")) {
                    filled = filled.replace(
                            "{" + one.path("name").asText() + "}",
                            one.path("example").asText());
                }
            }
            return filled;
        }

        boolean sdmxQuery() {
            return method.equals("GET") && path.startsWith("/sdmx/");
        }

        boolean offered() {
            return node.path("responses").has("200");
        }
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return all;
    }

    private static ParsedQuery parse(Operation operation, String query) {
        String example = operation.example();
        return example.startsWith("/sdmx/v1/")
                ? V1.parse(example.substring("/sdmx/v1/".length()), query)
                : V2.parse(example.substring("/sdmx/v2/".length()), query);
    }

    /** The resources as they are written, by method and shape of path, with the names of their query parameters. */
    private static Map<String, Set<String>> resources() {
        Map<String, Set<String>> found = new TreeMap<>();
        new ClassFileImporter()
                .importPackages("org.sojourn.rest").stream()
                        .filter(c -> c.isAnnotatedWith(Path.class))
                        .filter(c -> c.getEnclosingClass().isEmpty()) // those of tests are nested in them
                        .map(c -> c.reflect())
                        .forEach(type -> {
                            for (Method method : type.getDeclaredMethods()) {
                                for (Annotation annotation : method.getAnnotations()) {
                                    HttpMethod http =
                                            annotation.annotationType().getAnnotation(HttpMethod.class);
                                    if (http != null) {
                                        Path own = method.getAnnotation(Path.class);
                                        String path = "/"
                                                + type.getAnnotation(Path.class).value()
                                                + (own == null ? "" : "/" + own.value());
                                        Set<String> names = new TreeSet<>();
                                        for (Parameter parameter : method.getParameters()) {
                                            QueryParam query = parameter.getAnnotation(QueryParam.class);
                                            if (query != null) {
                                                names.add(query.value());
                                            }
                                        }
                                        found.put(
                                                http.value() + " "
                                                        + path.replaceAll("\\{path: ?\\.\\*}", "**")
                                                                .replaceAll(
                                                                        "\\{path: ?([a-z]+)\\(.*\\)\\?[^}]*}", "$1/**")
                                                                .replaceAll("\\{[^}]+}", "{}"),
                                                names);
                                    }
                                }
                            }
                        });
        return found;
    }

    @Test
    void describesEveryResourceAndNoOther() {
        Map<String, Set<String>> written = resources();
        Map<String, Set<String>> described = new TreeMap<>();
        operations().stream().filter(o -> !o.sdmxQuery()).forEach(o -> described.put(o.shape(), o.names("query")));
        assertThat(written).containsKeys("GET /sdmx/v1/**", "GET /sdmx/v2/**");
        written.keySet().removeIf(shape -> shape.startsWith("GET /sdmx/")); // the grammars say what they read
        for (String shape : List.copyOf(written.keySet())) {
            if (shape.endsWith("/**")) {
                Set<String> names = written.remove(shape);
                String above = shape.substring(0, shape.length() - "/**".length());
                List<String> below = described.keySet().stream()
                        .filter(one -> one.startsWith(above))
                        .toList();
                assertThat(below).as(shape).isNotEmpty();
                below.forEach(one -> assertThat(described.remove(one)).as(one).isEqualTo(names));
            }
        }
        assertThat(described).isEqualTo(written);
    }

    @Test
    void describesThePathsThatTheGrammarsRead() {
        for (Operation operation : operations()) {
            if (operation.sdmxQuery()) {
                assertThat(parse(operation, "").ignored()).as(operation.path()).isEmpty();
                String tooLong = operation.example() + "/more";
                String rest = tooLong.substring("/sdmx/v1/".length());
                assertThat(refused(() -> tooLong.startsWith("/sdmx/v1/") ? V1.parse(rest, "") : V2.parse(rest, "")))
                        .as(tooLong)
                        .isTrue();
            }
        }
    }

    private static boolean refused(java.util.function.Supplier<ParsedQuery> parser) {
        try {
            return parser.get() == null;
        } catch (SdmxException e) {
            return true;
        }
    }

    /** A parameter that a grammar knows at one place it either reads or ignores at another. */
    @Test
    void describesTheParametersThatTheGrammarsReadAndNoOther() {
        Set<String> all = new TreeSet<>();
        operations().stream().filter(Operation::sdmxQuery).forEach(o -> all.addAll(o.names("query")));
        Map<String, String> values = Map.ofEntries(
                Map.entry("startPeriod", "2020"),
                Map.entry("endPeriod", "2021"),
                Map.entry("updatedAfter", "2020-01-01T00:00:00Z"),
                Map.entry("updatedBefore", "2020-01-01T00:00:00Z"),
                Map.entry("asOf", "2020-01-01T00:00:00Z"),
                Map.entry("mode", "exact"),
                Map.entry("references", "all"),
                Map.entry("detail", "full"),
                Map.entry("reportingYearStartDay", "--07-01"),
                Map.entry("sort", "*"),
                Map.entry("limit", "1"),
                Map.entry("offset", "1"),
                Map.entry("firstNObservations", "1"),
                Map.entry("lastNObservations", "1"));
        for (Operation operation : operations()) {
            if (!operation.sdmxQuery()) {
                continue;
            }
            Set<String> documented = operation.names("query");
            for (String name : all) {
                String given = name.equals("c") ? "c[FREQ]=A" : name + "=" + values.getOrDefault(name, "true");
                ParsedQuery parsed = parse(operation, given);
                // What is refused by 501 is not read.
                boolean read =
                        parsed.ignored().isEmpty() && parsed.unsupported().isEmpty();
                if (documented.contains(name)) {
                    assertThat(read).as(operation.path() + " reads " + name).isTrue();
                } else if (operation.offered() && !presentation(name)) {
                    assertThat(read)
                            .as(operation.path() + " reads " + name + " and does not say so")
                            .isFalse();
                }
            }
        }
    }

    /** What is about the form of an answer is passed on by the grammars everywhere, to whoever may have a use for it. */
    private static boolean presentation(String name) {
        return Set.of("format", "formatVersion", "lang", "labels", "timeFormat", "keys", "preview")
                .contains(name);
    }

    @Test
    void listsOnlyWordsThatAreUnderstood() {
        for (Operation operation : operations()) {
            for (JsonNode node : operation.node().path("parameters")) {
                JsonNode parameter = resolved(node);
                if (!operation.sdmxQuery()
                        || presentation(parameter.path("name").asText())) {
                    continue;
                }
                for (JsonNode word : parameter.path("schema").path("enum")) {
                    String name = parameter.path("name").asText();
                    if (parameter.path("in").asText().equals("query")) {
                        parse(operation, name + "=" + word.asText());
                    } else {
                        String path = operation.path().replaceAll("\\{" + name + "}.*", word.asText());
                        if (path.contains("{") || path.contains("/schema/")) {
                            continue; // a schema is of one artefact, which must be named
                        }
                        String rest = path.substring("/sdmx/v1/".length());
                        ParsedQuery parsed = path.startsWith("/sdmx/v1/") ? V1.parse(rest, "") : V2.parse(rest, "");
                        assertThat(parsed.ignored()).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void listsExactlyTheMediaTypesThatAreGiven() {
        for (Operation operation : operations()) {
            if (!operation.sdmxQuery()
                    || !operation.offered()
                    || operation.path().contains("/metadata/")
                    || operation.path().contains("/registration/")) {
                continue; // of reference metadata and registrations the server of this test has none
            }
            Set<String> described = new TreeSet<>();
            operation.node().at("/responses/200/content").fieldNames().forEachRemaining(described::add);
            Api api = operation.path().startsWith("/sdmx/v1/") ? Api.V1 : Api.V2;
            List<String> candidates = operation.path().contains("/data/")
                    ? Stream.of(DataFormat.values()).map(DataFormat::mediaType).toList()
                    : operation.path().contains("/schema/")
                            ? Negotiation.schema(api).offered()
                            : Negotiation.structure(api).offered();
            Set<String> given = new TreeSet<>();
            for (String type : candidates) {
                if (server.head(operation.example(), "Accept", type).status() == 200) {
                    given.add(type);
                }
            }
            assertThat(described).as(operation.path()).isEqualTo(given);
        }
    }

    @Test
    void holdsTogether() {
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.at("/info/version").asText()).isNotEqualTo("0");
        Set<String> ids = new HashSet<>();
        for (Operation operation : operations()) {
            assertThat(ids.add(operation.node().path("operationId").asText()))
                    .as(operation.path())
                    .isTrue();
            Set<String> inPath = new TreeSet<>();
            java.util.regex.Matcher m =
                    java.util.regex.Pattern.compile("\\{([^}]+)}").matcher(operation.path());
            while (m.find()) {
                inPath.add(m.group(1));
            }
            assertThat(operation.names("path")).as(operation.path()).isEqualTo(inPath);
        }
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void answersEachDescribedQuery() {
        for (Operation operation : operations()) {
            if (operation.method().equals("GET") && !operation.path().startsWith("/admin/")) {
                int status = server.get(operation.example()).status();
                assertThat(operation.node().path("responses").has(String.valueOf(status)) || status == 301)
                        .as(operation.example() + " " + status)
                        .isTrue();
            }
        }
    }

    @Test
    void hasAPageThatNeedsNothingFromElsewhere() {
        for (String file : List.of("/openapi.html", "/openapi.js", "/openapi.css")) {
            assertThat(server.get(file).expect(200).text()).doesNotContain("https://", "http://");
        }
    }
}
