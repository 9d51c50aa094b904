package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.Category;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problems;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** Structure maintenance over HTTP, by the table of the standard: each method, what is there, and what is answered. */
class StructureMaintenanceTest {

    private static final String ROOT = "/sdmx/v2/structure";

    @TempDir
    static Path folder;

    private static Exchange server;
    private static int number;

    private String id;

    @BeforeAll
    static void start() {
        server = Exchange.open(folder);
        server.checkAnswers();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Each test has artefacts of its own on the one server. */
    @BeforeEach
    void fresh() {
        id = "L" + ++number;
    }

    @Test
    void answers201ForWhatIsNew200ForWhatIsReplacedAnd207ForBoth() {
        Exchange.Answer created = post(list(id, "1.0", "A"));
        assertThat(created.expect(201).header("Location"))
                .isEqualTo("http://127.0.0.1:" + server.port() + ROOT + "/codelist/T/" + id + "/1.0");
        post(list(id, "1.0", "A", "B")).expect(200);
        Exchange.Answer mixed = post(list(id, "1.0", "A"), list(id, "1.1", "A"));
        assertThat(statuses(mixed.expect(207)))
                .containsExactlyEntriesOf(new TreeMap<>(Map.of("T:" + id + "(1.0)", 200, "T:" + id + "(1.1)", 201)));
        assertThat(mixed.header("Location")).isEmpty();
        post(list(id, "1.0", "A"), list(id, "1.1", "A")).expect(200);
        assertThat(codes(id, "1.0")).containsExactly("A");
    }

    @Test
    void postsToATypeTakeOnlyThatType() {
        byte[] lists = message(list(id, "1.0", "A"));
        send("POST", ROOT + "/codelist", lists).expect(201);
        Exchange.Answer other = send("POST", ROOT + "/conceptscheme", lists).expect(422);
        assertThat(other.text()).contains("Codelist T:" + id, "conceptscheme");
        send("POST", ROOT + "/codelist/T", lists).expect(405);
        send("POST", ROOT + "/nothing", lists).expect(400);
    }

    @Test
    void putReplacesExactlyTheOneThatItsAddressNames() {
        byte[] first = message(list(id, "1.0", "A"));
        send("PUT", ROOT + "/codelist/T/" + id + "/1.0", first).expect(404);
        post(list(id, "1.0", "A")).expect(201);
        send("PUT", ROOT + "/codelist/T/" + id + "/1.0", message(list(id, "1.0", "B")))
                .expect(200);
        assertThat(codes(id, "1.0")).containsExactly("B");
        Exchange.Answer other = send("PUT", ROOT + "/codelist/T/" + id + "/1.0", message(list(id + "X", "1.0", "B")));
        assertThat(other.expect(422).text()).contains(id + "X");
        send("PUT", ROOT + "/codelist/T/" + id + "/1.0", message(list(id, "1.1", "B")))
                .expect(422);
        send("PUT", ROOT + "/codelist/T/" + id + "/1.0", message(list(id, "1.0", "B"), list(id, "1.1", "B")))
                .expect(422);
        send("PUT", ROOT + "/codelist/T/" + id + "/*", first).expect(400);
        send("PUT", ROOT + "/codelist/T/" + id, first).expect(404);
        send("PUT", ROOT + "/codelist/T/" + id + "/1.0/A", first).expect(405);
        post(list("N" + id, "", "A")).expect(201);
        send("PUT", ROOT + "/codelist/T/N" + id + "/~", message(list("N" + id, "", "B")))
                .expect(200);
        send("DELETE", ROOT + "/codelist/T/N" + id + "/~", null).expect(200);
        server.get(ROOT + "/codelist/T/" + id + "X").expect(204);
    }

    /** The body comes after the refusal could have gone; a client that goes on with the connection loses nothing. */
    @Test
    void aRefusalBeforeTheBodyLeavesTheConnectionGood() throws Exception {
        byte[] body = message(list(id, "1.0", "A"));
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + ROOT + "/codelist/T/" + id + "/* HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                            + StructureFormat.ML_3_1.mediaType() + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(300);
            out.write(body);
            out.write(("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).contains("HTTP/1.1 400", "HTTP/1.1 200");
        }
    }

    @Test
    void aStableVersionNeitherChangesNorGoes() {
        post(list(id, "1.0.0", "A")).expect(201);
        post(list(id, "1.0.0", "A")).expect(200);
        Exchange.Answer changed = post(list(id, "1.0.0", "A", "B")).expect(409);
        assertThat(changed.text()).contains("stable", "1.1.0", "added items/B");
        send("PUT", ROOT + "/codelist/T/" + id + "/1.0.0", message(list(id, "1.0.0", "B")))
                .expect(409);
        assertThat(send("DELETE", ROOT + "/codelist/T/" + id + "/1.0.0", null)
                        .expect(409)
                        .text())
                .contains("stable");
        send("DELETE", ROOT + "/codelist/T/" + id + "/1.0.0/A", null).expect(409);
        assertThat(codes(id, "1.0.0")).containsExactly("A");
        post(list(id, "1.1.0-draft", "A")).expect(201);
        post(list(id, "1.1.0-draft", "A", "B")).expect(200);
        send("DELETE", ROOT + "/codelist/T/" + id + "/1.1.0-draft", null).expect(200);
        server.get(ROOT + "/codelist/T/" + id + "/1.1.0-draft").expect(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A B C | 1.0.1 | 409 | 1.1.0
            A B C | 1.1.0 | 201 | 1.1.0
            A B C | 2.0.0 | 201 | 1.1.0
            A     | 1.1.0 | 409 | 2.0.0
            A     | 1.7.3 | 409 | 2.0.0
            A     | 2.0.0 | 201 | 2.0.0
            B A   | 1.0.1 | 201 | 1.0.1
            A     | 1.1.0-draft | 201 | 2.0.0
            """)
    void aVersionPromisesAsMuchChangeAsThereIs(String codes, String version, int status, String needed) {
        post(list(id, "1.0.0", "A", "B")).expect(201);
        byte[] next = message(list(id, version, codes.split(" ")));
        JsonNode dry = json("POST", ROOT + "?dryRun=true", next).at("/artefacts/0");
        assertThat(dry.path("versionNeeded").asText()).isEqualTo(needed);
        assertThat(dry.path("comparedWith").asText()).endsWith("T:" + id + "(1.0.0)");
        assertThat(dry.path("differences")).isNotEmpty();
        server.get(ROOT + "/codelist/T/" + id + "/" + version).expect(204);
        Exchange.Answer real = send("POST", ROOT, next).expect(status);
        if (status == 409) {
            assertThat(real.text()).contains(needed + " or higher");
            send("POST", ROOT + "?versioning=lenient", next).expect(201);
        }
    }

    @Test
    void nothingIsDeletedThatOthersUseAndTheUsersAreNamed() {
        Codelist list = list(id, "1.0", "A");
        ConceptScheme concepts = concepts(id, list.urn());
        post(list, concepts).expect(201);
        for (String path : List.of("", "?dryRun=true")) {
            JsonNode refused = json("DELETE", ROOT + "/codelist/T/" + id + "/1.0" + path, null);
            assertThat(refused.path("outcome").asText()).isEqualTo("conflict");
            assertThat(refused.at("/problems/0/rule").asText()).isEqualTo("in-use");
            assertThat(refused.at("/problems/0/message").asText()).contains("ConceptScheme T:CS_" + id + "(1.0)");
            assertThat(refused.at("/brokenReferences/0/from").asText()).endsWith("T:CS_" + id + "(1.0)");
            assertThat(refused.at("/brokenReferences/0/to").asText())
                    .isEqualTo(list.urn().toString());
        }
        send("DELETE", ROOT + "/codelist/T/" + id + "/1.0", null).expect(409);
        send("DELETE", ROOT + "/conceptscheme/T/CS_" + id + "/1.0?dryRun=true", null)
                .expect(200);
        send("DELETE", ROOT + "/conceptscheme/T/CS_" + id + "/1.0", null).expect(200);
        send("DELETE", ROOT + "/codelist/T/" + id + "/1.0", null).expect(200);
        send("DELETE", ROOT + "/codelist/T/" + id + "/1.0", null).expect(404);
    }

    @Test
    void aRangeOfVersionsDoesNotBreakWhileOneOfThemStays() {
        Urn range = Urn.of(ArtefactClass.CODELIST, "T", id, "0.1.0+");
        post(list(id, "0.1.0", "A"), list(id, "0.2.0", "A"), concepts(id, range))
                .expect(201);
        send("DELETE", ROOT + "/codelist/T/" + id + "/0.2.0", null).expect(200);
        send("DELETE", ROOT + "/codelist/T/" + id + "/0.1.0", null).expect(409);
    }

    @Test
    void aReplacementMayNotTakeAwayTheItemsThatOthersName() {
        post(list("BASE_" + id, "1.0", "A")).expect(201);
        ConceptScheme two = new ConceptScheme(
                maintenance("CS_" + id, "1.0"), false, List.of(concept("ONE", null), concept("TWO", null)));
        post(two, user(id, two.urn(), "TWO")).expect(201);
        ConceptScheme one = new ConceptScheme(maintenance("CS_" + id, "1.0"), false, List.of(concept("ONE", null)));
        assertThat(post(one).expect(409).text()).contains("'TWO' is used by", "DSD_" + id);
        send("DELETE", ROOT + "/conceptscheme/T/CS_" + id + "/1.0/TWO", null).expect(409);
        send("DELETE", ROOT + "/conceptscheme/T/CS_" + id + "/1.0/ONE", null).expect(200);
        // together with the user it may
        send(
                        "POST",
                        ROOT,
                        message(
                                new ConceptScheme(maintenance("CS_" + id, "1.0"), false, List.of(concept("ONE", null))),
                                user(id, two.urn(), "ONE")))
                .expect(200);
    }

    @Test
    void aDanglingReferenceIsRefusedAndTheRestWithIt() {
        Urn missing = Urn.of(ArtefactClass.CODELIST, "T", "NONE_" + id, "1.0");
        byte[] both = message(list(id, "1.0", "A"), concepts(id, missing));
        Exchange.Answer refused = send("POST", ROOT, both).expect(409);
        assertThat(statuses(refused))
                .containsExactlyEntriesOf(new TreeMap<>(Map.of("T:" + id + "(1.0)", 424, "T:CS_" + id + "(1.0)", 409)));
        server.get(ROOT + "/codelist/T/" + id).expect(204);
        JsonNode dry = json("POST", ROOT + "?dryRun=true", both);
        assertThat(dry.path("outcome").asText()).isEqualTo("conflict");
        assertThat(dry.path("brokenReferences").toString()).contains("NONE_" + id);
    }

    @Test
    void codeListsMayNotExtendEachOtherInACircle() {
        post(extending("A_" + id, "1.0")).expect(201);
        post(extending("B_" + id, "1.0", "A_" + id)).expect(201);
        post(extending("C_" + id, "1.0", "B_" + id)).expect(201);
        String refused =
                post(extending("A_" + id, "1.0", "C_" + id)).expect(409).text();
        assertThat(refused)
                .contains("T:A_" + id + "(1.0) extends T:C_" + id + "(1.0) extends T:B_" + id + "(1.0) extends T:A_"
                        + id);
        post(extending("D_" + id, "1.0", "D_" + id)).expect(409);
        server.get(ROOT + "/codelist/T/C_" + id).expect(200);
    }

    /** 3.0 gives lists of places the URNs of code lists, so that one could overwrite the other unseen. */
    @Test
    void listsOfCodesAndOfPlacesOfOneNameDoNotReplaceEachOther() {
        Codelist codes = list(id, "1.0", "A");
        Codelist places = new Codelist(
                codes.maintenance(),
                false,
                List.of(),
                List.of(),
                java.util.Optional.of(new Codelist.Geography.Grid("[A-Z]+")));
        assertThat(post(codes, places).expect(422).text()).contains("a Codelist and a GeoGridCodelist");
        post(codes).expect(201);
        assertThat(post(places).expect(409).text())
                .contains("there is a Codelist of this name already, which the GeoGridCodelist would replace");
        assertThat(codes(id, "1.0")).containsExactly("A");
        send("DELETE", ROOT + "/codelist/T/" + id + "/1.0", null).expect(200);
        post(places).expect(201);
        assertThat(post(codes).expect(409).text()).contains("there is a GeoGridCodelist of this name already");
    }

    @Test
    void itemsAreDeletedOneByOne() {
        Codelist flat = new Codelist(
                maintenance(id, "1.0"), false, List.of(code("A", null), code("B", "A"), code("C", "B")), List.of());
        CategoryScheme nested = new CategoryScheme(
                maintenance("N_" + id, "1.0"),
                false,
                List.of(category("R", category("S", category("T")), category("U")), category("V")));
        post(flat, nested).expect(201);
        send("DELETE", ROOT + "/codelist/T/" + id + "/1.0/B", null).expect(200);
        JsonNode list = server.get(ROOT + "/codelist/T/" + id).json().at("/data/codelists/0/codes");
        assertThat(list.findValuesAsText("id")).containsExactly("A", "C");
        assertThat(list.findValues("parent")).isEmpty();
        send("DELETE", ROOT + "/codelist/T/" + id + "/1.0/B", null).expect(404);
        send("DELETE", ROOT + "/categoryscheme/T/N_" + id + "/1.0/R.S", null).expect(200);
        assertThat(server.get(ROOT + "/categoryscheme/T/N_" + id)
                        .json()
                        .at("/data/categorySchemes/0/categories")
                        .findValuesAsText("id"))
                .containsExactly("R", "U", "V");
        send("DELETE", ROOT + "/categoryscheme/T/N_" + id + "/1.0/S", null).expect(404);
    }

    @Test
    void aPartialSchemePutsItsItemsWhereTheirNeighboursAre() {
        post(list(id, "1.0", "A", "D")).expect(201);
        Codelist part = new Codelist(
                maintenance(id, "1.0"),
                true,
                List.of(
                        code("A", null),
                        code("B", null),
                        new Code(Naming.of("D", LocalisedText.of("fr", "dé")), java.util.Optional.empty())),
                List.of());
        post(part).expect(200);
        JsonNode stored = server.get(ROOT + "/codelist/T/" + id).json().at("/data/codelists/0");
        assertThat(stored.path("codes").findValuesAsText("id")).containsExactly("A", "B", "D");
        assertThat(stored.path("isPartial").asBoolean()).isFalse();
        assertThat(stored.at("/codes/2/names").toString()).contains("\"en\":\"D\"", "\"fr\":\"dé\"");
    }

    @Test
    void flowsAgreementsAndDimensionsStayWhileTheyHaveData() {
        Permits.upload(server);
        // The structures of the permits are stable; drafts of them show what protects data.
        String stable = new String(Permits.STRUCTURES, StandardCharsets.UTF_8);
        String draft = stable.replace("1.0.0", "1.0.0-draft")
                .replace("\"NSO\"", "\"NSD\"")
                .replace("=NSO:", "=NSD:");
        send("POST", ROOT, draft.getBytes(StandardCharsets.UTF_8)).expect(207);
        byte[] data = new String(Permits.DATA, StandardCharsets.UTF_8)
                .replace("1.0.0", "1.0.0-draft")
                .replace("=NSO:", "=NSD:")
                .getBytes(StandardCharsets.UTF_8);
        server.postData(org.sojourn.format.DataFormat.ML_3_1, data).expect(200);
        assertThat(send("DELETE", ROOT + "/dataflow/NSD/DF_PERMITS/1.0.0-draft", null)
                        .expect(409)
                        .text())
                .contains("data are stored under it");
        String shorter = draft.replace("<str:Dimension id=\"REASON\"", "<str:Dimension id=\"WHY\"")
                .replace(">REASON<", ">WHY<");
        assertThat(shorter).isNotEqualTo(draft);
        assertThat(send("POST", ROOT, shorter.getBytes(StandardCharsets.UTF_8))
                        .expect(409)
                        .text())
                .contains("data are stored by the dimensions [REASON]");
    }

    @Test
    void answersInTheVersionOfTheMessageOrAsAskedAndAsTheSchemasWant() throws IOException {
        for (StructureFormat format : List.of(
                StructureFormat.ML_2_1,
                StructureFormat.ML_3_0,
                StructureFormat.ML_3_1,
                StructureFormat.JSON_2_0,
                StructureFormat.JSON_2_1)) {
            StructureFormat expected = switch (format) {
                case ML_2_1, JSON_1_0 -> StructureFormat.ML_2_1;
                case ML_3_0, JSON_2_0 -> StructureFormat.ML_3_0;
                case ML_3_1, JSON_2_1 -> StructureFormat.ML_3_1;
            };
            byte[] message = message(format, list(id + format, "1.0", "A"), list(id + format, "2.0", "A"));
            Exchange.Answer created = server.post(ROOT, format.mediaType(), message);
            assertThat(created.expect(201).header("Content-Type"))
                    .isEqualTo(expected.mediaType().replace("structure", "registry"));
            assertThat(created.text())
                    .contains(
                            "SubmitStructureResponse",
                            "Append",
                            "Success",
                            "code=\"201\"",
                            list(id + format, "2.0").urn().toString());
            assertThat(OfficialSchemas.errors(expected, created.bytes())).isEmpty();
            byte[] dangling = message(format, concepts(id, Urn.of(ArtefactClass.CODELIST, "T", "NONE", "1.0")));
            Exchange.Answer refused =
                    server.post(ROOT, format.mediaType(), dangling).expect(409);
            assertThat(refused.text()).contains("Failure", "code=\"409\"", "NONE");
            assertThat(OfficialSchemas.errors(expected, refused.bytes())).isEmpty();
        }
        byte[] message = message(list(id, "1.0", "A"));
        Exchange.Answer old = server.post(
                ROOT,
                StructureFormat.ML_3_1.mediaType(),
                message,
                "Accept",
                "application/vnd.sdmx.registry+xml;version=3.0.0");
        assertThat(old.expect(201).header("Content-Type")).isEqualTo("application/vnd.sdmx.registry+xml;version=3.0.0");
        Exchange.Answer words = server.post(
                ROOT + "?dryRun=true",
                StructureFormat.ML_3_1.mediaType(),
                message(list(id, "1.0", "B")),
                "Accept",
                "text/plain");
        assertThat(words.expect(200).text()).contains("Would be stored", "updated", "removed items/A");
        Exchange.Answer broken = server.post(ROOT, "application/xml", "<a><b>".getBytes(StandardCharsets.UTF_8));
        assertThat(OfficialSchemas.errors(
                        StructureFormat.ML_3_1, broken.expect(400).bytes()))
                .isEmpty();
    }

    @Test
    void readingIsStillAnsweredWhereWritingIsToo() {
        post(list(id, "1.0", "A")).expect(201);
        server.get(ROOT).expect(200);
        server.get(ROOT + "/").expect(200);
        server.head(ROOT + "/codelist/T/" + id + "/1.0").expect(200);
        assertThat(server.get("/sdmx/v2/data").status()).isNotEqualTo(405);
        Exchange.Answer preflight = server.send(server.to(
                        ROOT + "/codelist/T/" + id + "/1.0",
                        "Origin",
                        "http://elsewhere.example",
                        "Access-Control-Request-Method",
                        "DELETE")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT", "DELETE");
    }

    private static Exchange.Answer post(MaintainableArtefact... artefacts) {
        return send("POST", ROOT, message(artefacts));
    }

    private static Exchange.Answer send(String method, String path, byte[] body) {
        return request(method, path, body, "*/*");
    }

    private static JsonNode json(String method, String path, byte[] body) {
        return request(method, path, body, "application/json").json();
    }

    private static Exchange.Answer request(String method, String path, byte[] body, String accept) {
        return server.send(server.to(path, "Content-Type", StructureFormat.ML_3_1.mediaType(), "Accept", accept)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build());
    }

    private static byte[] message(MaintainableArtefact... artefacts) {
        return message(StructureFormat.ML_3_1, artefacts);
    }

    private static byte[] message(StructureFormat format, MaintainableArtefact... artefacts) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            StructureMessages.write(
                    new StructureMessage(
                            MessageHeader.of("T", "2026-01-01T00:00:00Z", "T"), List.of(artefacts), List.of()),
                    format,
                    StructureWriterOptions.COMPACT,
                    out,
                    new Problems());
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The status of each artefact in the answer of the standard. */
    private static Map<String, Integer> statuses(Exchange.Answer answer) {
        Map<String, Integer> found = new TreeMap<>();
        try {
            var document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(answer.bytes()));
            var results = document.getElementsByTagName("reg:SubmissionResult");
            for (int i = 0; i < results.getLength(); i++) {
                var result = (org.w3c.dom.Element) results.item(i);
                String urn = result.getElementsByTagName("reg:MaintainableObject")
                        .item(0)
                        .getTextContent();
                var text = (org.w3c.dom.Element)
                        result.getElementsByTagName("reg:MessageText").item(0);
                found.put(urn.substring(urn.indexOf('=') + 1), Integer.valueOf(text.getAttribute("code")));
            }
            return found;
        } catch (Exception e) {
            throw new AssertionError(answer.toString(), e);
        }
    }

    private static List<String> codes(String id, String version) {
        return server.get(ROOT + "/codelist/T/" + id + "/" + version)
                .expect(200)
                .json()
                .at("/data/codelists/0/codes")
                .findValuesAsText("id");
    }

    private static Maintenance maintenance(String id, String version) {
        return Maintenance.of("T", Version.parse(version), naming(id));
    }

    private static Naming naming(String id) {
        return Naming.of(id, LocalisedText.of("en", id));
    }

    private static Code code(String id, String parent) {
        return new Code(naming(id), java.util.Optional.ofNullable(parent));
    }

    private static Category category(String id, Category... children) {
        return new Category(naming(id), List.of(children));
    }

    private static Concept concept(String id, Urn list) {
        return new Concept(
                naming(id),
                java.util.Optional.empty(),
                java.util.Optional.ofNullable(list).map(Representation::coded),
                java.util.Optional.empty());
    }

    private static Codelist list(String id, String version, String... codes) {
        List<Code> all = new ArrayList<>();
        for (String code : codes) {
            all.add(code(code, null));
        }
        return new Codelist(maintenance(id, version), false, all, List.of());
    }

    private static Codelist extending(String id, String version, String... bases) {
        List<Codelist.Extension> extensions = new ArrayList<>();
        for (String base : bases) {
            extensions.add(
                    new Codelist.Extension(Urn.of(ArtefactClass.CODELIST, "T", base, "1.0"), "", true, List.of()));
        }
        return new Codelist(maintenance(id, version), false, List.of(code(id, null)), extensions);
    }

    private static ConceptScheme concepts(String id, Urn list) {
        return new ConceptScheme(maintenance("CS_" + id, "1.0"), false, List.of(concept("ONE", list)));
    }

    /** A data structure whose one dimension has this concept. */
    private static MaintainableArtefact user(String id, Urn scheme, String concept) {
        Urn reference = scheme.item(ArtefactClass.CONCEPT, concept);
        return new org.sojourn.model.DataStructure(
                maintenance("DSD_" + id, "1.0"),
                List.of(new org.sojourn.model.Dimension(
                        org.sojourn.model.Identification.of("D"),
                        reference,
                        java.util.Optional.empty(),
                        List.of(),
                        org.sojourn.model.Dimension.Kind.PLAIN)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                java.util.Optional.empty(),
                false,
                Map.of());
    }
}
