package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.Action;
import org.sojourn.data.MessageHeader;
import org.sojourn.dsd.MigrationStructures;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataConstraint.QueryableDataSource;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataProviderScheme;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.Naming;
import org.sojourn.model.Organisation;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.registry.Registration;
import org.sojourn.registry.Registration.Indexing;
import org.sojourn.registry.Registration.QueryableSource;
import org.sojourn.registry.Registration.SimpleSource;
import org.sojourn.registry.RegistryContent;
import org.sojourn.registry.RegistryContent.QueryRegistrationRequest;
import org.sojourn.registry.RegistryContent.QueryRegistrationResponse;
import org.sojourn.registry.RegistryContent.QueryResult;
import org.sojourn.registry.RegistryContent.QueryType;
import org.sojourn.registry.RegistryContent.RegistrationRequest;
import org.sojourn.registry.RegistryContent.RegistrationStatus;
import org.sojourn.registry.RegistryContent.SubmissionResult;
import org.sojourn.registry.RegistryContent.SubmitRegistrationsRequest;
import org.sojourn.registry.RegistryContent.SubmitRegistrationsResponse;
import org.sojourn.registry.RegistryContent.SubmitStructureRequest;
import org.sojourn.registry.RegistryContent.SubmitStructureResponse;
import org.sojourn.registry.RegistryContent.SubmittedStructure;
import org.sojourn.registry.RegistryMessage;
import org.sojourn.registry.RegistryMessages;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** Registrations over HTTP: submitted by messages, asked for by URLs and messages; and submissions of structures. */
class RegistrationContractTest {

    private static final String ROOT = "/sdmx/v2/registration";
    private static final StructureFormat NEWEST = StructureFormat.ML_3_1;
    private static final Catalogue CATALOGUE = MigrationStructures.catalogue();

    @TempDir
    static Path folder;

    private static Exchange server;
    private static ProvisionAgreement one;
    private static ProvisionAgreement other;

    @BeforeAll
    static void start() throws IOException {
        server = Exchange.open(folder);
        server.checkAnswers();
        List<MaintainableArtefact> all = CATALOGUE.artefacts().toList();
        server.postStructures(NEWEST, structures(all)).expect(201);
        List<ProvisionAgreement> agreements = all.stream()
                .filter(ProvisionAgreement.class::isInstance)
                .map(ProvisionAgreement.class::cast)
                .toList();
        one = agreements.getFirst();
        other = agreements.stream()
                .filter(a -> !a.dataProvider().equals(one.dataProvider())
                        && !a.flow().equals(one.flow()))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void withdrawAll() throws IOException {
        for (String id : ids(ROOT)) {
            server.delete(ROOT + "/id/" + id).expect(200);
        }
    }

    @Test
    void findsWhatWasRegisteredByItsIdItsProviderAndWhatItIsUnder() throws IOException {
        String first = register(one);
        String second = register(other);
        Urn provider = one.dataProvider().orElseThrow();
        Urn flow = one.flow().orElseThrow();
        Urn structure = CATALOGUE.find(flow).structure().urn();
        assertThat(ids(ROOT)).containsExactlyInAnyOrder(first, second);
        assertThat(ids(ROOT + "/id/" + first)).containsExactly(first);
        assertThat(ids(ROOT + "/id/" + first + "," + second + ",NONE")).hasSize(2);
        assertThat(ids(ROOT + "/provider")).hasSize(2);
        assertThat(ids(ROOT + "/provider/" + provider.agency() + "/" + provider.item()))
                .containsExactly(first);
        assertThat(ids(ROOT + "/provisionagreement/" + address(one.urn()))).containsExactly(first);
        assertThat(ids(ROOT + "/dataflow/" + flow.agency() + "/" + flow.id())).containsExactly(first);
        assertThat(ids(ROOT + "/datastructure/" + structure.agency() + "/" + structure.id() + "/~"))
                .contains(first);
        assertThat(ids(ROOT + "/*/*/" + flow.id() + "," + other.id())).containsExactlyInAnyOrder(first, second);
        for (String nothing : List.of(
                "/id/NONE",
                "/provider/NOBODY",
                "/dataflow/" + flow.agency() + "/" + flow.id() + "/99.0.0",
                "/provisionagreement/" + flow.agency() + "/" + flow.id() + "NOT")) {
            assertThat(server.get(ROOT + nothing).expect(204).bytes()).isEmpty();
        }
        server.get(ROOT + "/nothing/A/B").expect(400);
    }

    @Test
    void answersInTheVersionThatIsAskedForAndAsTheSchemaWants() throws IOException {
        String id = register(one);
        for (StructureFormat format : List.of(StructureFormat.ML_3_0, NEWEST)) {
            String type = RegistryMessage.mediaType(format);
            Exchange.Answer answer =
                    server.get(ROOT + "/id/" + id, "Accept", type).expect(200);
            assertThat(answer.header("Content-Type")).isEqualTo(type);
            assertThat(OfficialSchemas.errors(format, answer.bytes())).isEmpty();
            server.get(ROOT + "/id/" + id, "Accept", type, "If-None-Match", answer.header("ETag"))
                    .expect(304);
        }
        assertThat(server.get(ROOT + "/id/" + id).header("Content-Type")).isEqualTo(RegistryMessage.mediaType(NEWEST));
        server.get(ROOT + "/id/" + id, "Accept", "application/vnd.sdmx.structure+json;version=2.0.0")
                .expect(406);
    }

    @Test
    void findsWhatWasChangedAfterAMomentAndBeforeOne() throws IOException {
        String id = register(one);
        Instant changed = Instant.parse(found(ROOT + "/id/" + id)
                .getFirst()
                .registration()
                .lastUpdated()
                .orElseThrow());
        String flow = ROOT + "/dataflow/" + one.flow().orElseThrow().agency();
        assertThat(ids(flow + "?updatedAfter=" + changed.minusSeconds(1))).containsExactly(id);
        server.get(flow + "?updatedAfter=" + changed).expect(204);
        assertThat(ids(flow + "?updatedBefore=" + changed.plusSeconds(1))).containsExactly(id);
        server.get(flow + "?updatedBefore=" + changed).expect(204);
        server.get(ROOT + "/provider?updatedAfter=" + changed.plusSeconds(1)).expect(204);
        server.get(ROOT + "/provider?updatedAfter=yesterday").expect(400);
    }

    @Test
    void keepsAllThatIsSaidOfARegistration() throws IOException {
        Registration full = new Registration(
                Optional.of("MY_OWN"),
                one.urn(),
                List.of(
                        new SimpleSource("https://example.org/data.xml?a=1&b=2"),
                        new QueryableSource(new QueryableDataSource(
                                "https://example.org/sdmx",
                                Optional.of("https://example.org/wsdl"),
                                Optional.of("https://example.org/wadl"),
                                true,
                                false))),
                Optional.of("2020-01-01T00:00:00"),
                Optional.of("2030-01-01T00:00:00Z"),
                Optional.empty(),
                new Indexing(true, false, true, true));
        submit(201, new RegistrationRequest(Action.APPEND, full));
        Registration kept = found(ROOT + "/id/MY_OWN").getFirst().registration();
        assertThat(kept).isEqualTo(full.registered("MY_OWN", kept.lastUpdated().orElseThrow()));
    }

    @Test
    void replacesAndDeletesByTheIdAndRefusesWhatIsThereAlreadyOrIsNot() throws IOException {
        String id = register(one);
        Registration changed = named(Optional.of(id), one, "https://example.org/new.xml");
        submit(409, new RegistrationRequest(Action.APPEND, changed));
        submit(200, new RegistrationRequest(Action.REPLACE, changed));
        assertThat(found(ROOT + "/id/" + id).getFirst().registration().sources())
                .containsExactly(new SimpleSource("https://example.org/new.xml"));
        submit(422, new RegistrationRequest(Action.REPLACE, named(Optional.empty(), one, "https://example.org/a")));
        submit(404, new RegistrationRequest(Action.REPLACE, named(Optional.of("NONE"), one, "https://example.org/a")));
        submit(404, new RegistrationRequest(Action.DELETE, named(Optional.of("NONE"), one, "https://example.org/a")));
        submit(422, new RegistrationRequest(Action.INFORMATION, changed));
        submit(200, new RegistrationRequest(Action.DELETE, changed));
        server.get(ROOT + "/id/" + id).expect(204);
    }

    @Test
    void putsAndDeletesAtTheAddressOfOne() throws IOException {
        String id = register(one);
        byte[] body = message(
                NEWEST,
                new SubmitRegistrationsRequest(List.of(new RegistrationRequest(
                        Action.APPEND, named(Optional.empty(), one, "https://example.org/put.xml")))));
        server.put(ROOT + "/id/" + id, RegistryMessage.mediaType(NEWEST), body).expect(200);
        assertThat(found(ROOT + "/id/" + id).getFirst().registration().sources())
                .containsExactly(new SimpleSource("https://example.org/put.xml"));
        server.put(ROOT + "/id/NONE", RegistryMessage.mediaType(NEWEST), body).expect(404);
        server.put(ROOT + "/provider/MIG", RegistryMessage.mediaType(NEWEST), body)
                .expect(405);
        server.delete(ROOT + "/id/" + id + "?dryRun=true").expect(200);
        assertThat(ids(ROOT + "/id/" + id)).hasSize(1);
        server.delete(ROOT + "/id/" + id).expect(200);
        server.delete(ROOT + "/id/" + id).expect(404);
        server.delete(ROOT).expect(405);
    }

    @Test
    void doesAllThatAMessageAsksForOrNothing() throws IOException {
        Urn nowhere = Urn.of(ArtefactClass.PROVISION_AGREEMENT, "T", "NONE", "1.0.0");
        Registration dangling = new Registration(
                Optional.empty(),
                nowhere,
                List.of(new SimpleSource("https://example.org/a")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Indexing.NONE);
        List<RegistrationStatus> statuses = submit(
                409,
                new RegistrationRequest(Action.APPEND, named(Optional.empty(), one, "https://example.org/a")),
                new RegistrationRequest(Action.APPEND, dangling));
        assertThat(statuses.toString()).contains("424", "409", "T:NONE(1.0.0)");
        server.get(ROOT).expect(204);
        List<RegistrationStatus> done = submit(
                201,
                new RegistrationRequest(Action.APPEND, named(Optional.empty(), one, "https://example.org/a")),
                new RegistrationRequest(Action.APPEND, named(Optional.empty(), other, "https://example.org/b")));
        assertThat(done).hasSize(2);
        submit(
                207,
                new RegistrationRequest(Action.APPEND, named(Optional.empty(), one, "https://example.org/c")),
                new RegistrationRequest(Action.DELETE, done.getFirst().registration()));
        assertThat(ids(ROOT)).hasSize(2);
    }

    @Test
    void refusesSourcesThatAreNoAddressesAndTimesThatAreNone() throws IOException {
        for (String url : List.of("data.xml", "file:///etc/passwd", "mailto:office@example.org")) {
            submit(422, new RegistrationRequest(Action.APPEND, named(Optional.empty(), one, url)));
        }
        Registration backwards = new Registration(
                Optional.empty(),
                one.urn(),
                List.of(new SimpleSource("https://example.org/a")),
                Optional.of("2030-01-01T00:00:00"),
                Optional.of("2020-01-01T00:00:00"),
                Optional.empty(),
                Indexing.NONE);
        submit(422, new RegistrationRequest(Action.APPEND, backwards));
        server.post(ROOT, "application/json", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expect(415);
        server.post(ROOT, "application/xml", "<a/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expect(400);
    }

    @Test
    void anAgreementWithRegistrationsStays() throws IOException {
        ProvisionAgreement used = new ProvisionAgreement(
                Maintenance.of("T", Version.parse("9.0.0-draft"), Naming.of("PA_USED", LocalisedText.of("en", "used"))),
                one.flow(),
                one.dataProvider());
        server.postStructures(NEWEST, structures(List.of(used))).expect(201);
        String id = register(used);
        String address = "/sdmx/v2/structure/provisionagreement/" + address(used.urn());
        assertThat(server.delete(address).expect(409).text()).contains(id);
        server.delete(ROOT + "/id/" + id).expect(200);
        server.delete(address).expect(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_2_1", "ML_3_0", "ML_3_1"})
    void takesMessagesOfEveryVersionAndAnswersInIt(StructureFormat format) throws IOException {
        Exchange.Answer made = post(
                format,
                new SubmitRegistrationsRequest(List.of(new RegistrationRequest(
                        Action.APPEND, named(Optional.empty(), one, "https://example.org/a")))));
        assertThat(made.expect(201).header("Content-Type")).isEqualTo(RegistryMessage.mediaType(format));
        assertThat(OfficialSchemas.errors(format, made.bytes())).isEmpty();
        for (Optional<Urn> under :
                List.of(Optional.<Urn>empty(), Optional.of(one.urn()), one.flow(), one.dataProvider())) {
            Exchange.Answer answer = post(
                    format,
                    new QueryRegistrationRequest(QueryType.DATA_SETS, under, Optional.empty(), List.of(), false));
            assertThat(OfficialSchemas.errors(format, answer.expect(200).bytes()))
                    .isEmpty();
            assertThat(((QueryRegistrationResponse) read(answer.bytes())).results())
                    .hasSize(1);
        }
        for (QueryRegistrationRequest empty : List.of(
                new QueryRegistrationRequest(
                        QueryType.METADATA_SETS, Optional.empty(), Optional.empty(), List.of(), false),
                new QueryRegistrationRequest(
                        QueryType.ALL_SETS, Optional.of(other.urn()), Optional.empty(), List.of(), false))) {
            assertThat(((QueryRegistrationResponse)
                                    read(post(format, empty).expect(200).bytes()))
                            .results())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_2_1", "ML_3_0", "ML_3_1"})
    void submitsStructuresEachWithItsAction(StructureFormat format) throws IOException {
        Codelist a = list("CL_A", "A");
        Codelist b = list("CL_B", "A");
        List<SubmissionResult> made = structures(format, 201, Action.APPEND, List.of(a, b), List.of());
        assertThat(made).extracting(r -> r.structure().action()).containsOnly(Optional.of(Action.APPEND));
        Codelist changed = list("CL_A", "A", "B");
        Exchange.Answer refused =
                post("/sdmx/v2/structure", format, request(Action.APPEND, List.of(changed), List.of()));
        assertThat(refused.expect(409).text()).contains("CL_A", "Append");
        structures(format, 200, Action.REPLACE, List.of(changed), List.of());
        assertThat(server.get("/sdmx/v2/structure/codelist/T/CL_A/1.0")
                        .expect(200)
                        .json()
                        .at("/data/codelists/0/codes"))
                .hasSize(2);
        structures(
                format,
                200,
                Action.REPLACE,
                List.of(a, b),
                List.of(new SubmittedStructure(b.urn(), Optional.of(Action.DELETE), Optional.empty())));
        server.get("/sdmx/v2/structure/codelist/T/CL_B").expect(204);
        structures(format, 200, Action.DELETE, List.of(a), List.of());
        server.get("/sdmx/v2/structure/codelist/T/CL_A").expect(204);
        post("/sdmx/v2/structure", format, request(Action.DELETE, List.of(a), List.of()))
                .expect(422);
    }

    @Test
    void metadataAreRegisteredUnderTheAgreementForThem() throws IOException {
        Metadataflow flow = CATALOGUE
                .artefacts()
                .filter(Metadataflow.class::isInstance)
                .map(Metadataflow.class::cast)
                .findFirst()
                .orElseThrow();
        MetadataProviderScheme providers = new MetadataProviderScheme(
                Maintenance.of(
                        "T",
                        Version.parse("1.0"),
                        Naming.of("METADATA_PROVIDERS", LocalisedText.of("en", "Providers"))),
                false,
                List.of(new Organisation(
                        Naming.of("NSO", LocalisedText.of("en", "Office")), Optional.empty(), List.of())));
        MetadataProvisionAgreement agreement = new MetadataProvisionAgreement(
                Maintenance.of("T", Version.parse("1.0"), Naming.of("MPA", LocalisedText.of("en", "Agreement"))),
                Optional.of(flow.urn()),
                Optional.of(providers.urn().item(ArtefactClass.METADATA_PROVIDER, "NSO")),
                flow.targets());
        server.postStructures(NEWEST, structures(List.of(providers, agreement))).expect(201);
        Registration sent = new Registration(
                Optional.empty(),
                Urn.of(ArtefactClass.PROVISION_AGREEMENT, agreement.agency(), agreement.id(), "1.0"),
                List.of(new SimpleSource("https://example.org/metadata.xml")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Indexing.NONE);
        submit(201, new RegistrationRequest(Action.APPEND, sent));
        assertThat(found(ROOT)).singleElement().matches(QueryResult::metadata);
        Urn provider = agreement.metadataProvider().orElseThrow();
        assertThat(ids(ROOT + "/provider/" + provider.agency() + "/" + provider.item()))
                .hasSize(1);
        assertThat(server.delete("/sdmx/v2/structure/metadataprovisionagreement/" + address(agreement.urn()))
                        .expect(409)
                        .text())
                .contains(ids(ROOT).getFirst());
    }

    @Test
    void registrationsOutliveTheServerWhereEverybodyMayAskAndNobodyChange(@TempDir Path own) throws IOException {
        try (Exchange first = Exchange.open(own)) {
            first.postStructures(NEWEST, structures(CATALOGUE.artefacts().toList()))
                    .expect(201);
            first.post(
                            ROOT,
                            RegistryMessage.mediaType(NEWEST),
                            message(
                                    NEWEST,
                                    new SubmitRegistrationsRequest(List.of(new RegistrationRequest(
                                            Action.APPEND,
                                            named(Optional.of("STAYS"), one, "https://example.org/a"))))))
                    .expect(201);
        }
        try (Exchange second = Exchange.start(own)) {
            assertThat(second.get(ROOT + "/id/STAYS").expect(200).text()).contains("https://example.org/a");
            second.delete(ROOT + "/id/STAYS").expect(401);
            String type = RegistryMessage.mediaType(NEWEST);
            byte[] query = message(
                    NEWEST,
                    new QueryRegistrationRequest(
                            QueryType.ALL_SETS, Optional.empty(), Optional.empty(), List.of(), false));
            assertThat(((QueryRegistrationResponse) read(
                                    second.post(ROOT, type, query).expect(200).bytes()))
                            .results())
                    .hasSize(1);
            String change = new String(
                    message(
                            NEWEST,
                            new SubmitRegistrationsRequest(List.of(new RegistrationRequest(
                                    Action.DELETE, named(Optional.of("STAYS"), one, "https://example.org/a"))))),
                    StandardCharsets.UTF_8);
            second.post(ROOT, type, change.getBytes(StandardCharsets.UTF_8)).expect(401);
            String disguised = change.replace("?>", "?><!-- QueryRegistrationRequest -->");
            assertThat(disguised).isNotEqualTo(change);
            second.post(ROOT, type, disguised.getBytes(StandardCharsets.UTF_8)).expect(401);
            second.get(ROOT + "/id/STAYS").expect(200);
        }
    }

    @Test
    void saysThatItHasNoSubscriptionsYet() {
        assertThat(server.post("/sdmx/v2/subscription", "application/xml", new byte[0])
                        .expect(501)
                        .text())
                .contains("not offered by this server yet");
    }

    private static Codelist list(String id, String... codes) {
        return new Codelist(
                Maintenance.of("T", Version.parse("1.0"), Naming.of(id, LocalisedText.of("en", id))),
                false,
                List.of(codes).stream()
                        .map(c -> new Code(Naming.of(c, LocalisedText.of("en", c)), Optional.empty()))
                        .toList(),
                List.of());
    }

    private static String register(ProvisionAgreement agreement) throws IOException {
        return submit(
                        201,
                        new RegistrationRequest(
                                Action.APPEND, named(Optional.empty(), agreement, "https://example.org/data.xml")))
                .getFirst()
                .registration()
                .id()
                .orElseThrow();
    }

    private static Registration named(Optional<String> id, ProvisionAgreement agreement, String url) {
        return new Registration(
                id,
                agreement.urn(),
                List.of(new SimpleSource(url)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Indexing.NONE);
    }

    private static List<RegistrationStatus> submit(int expected, RegistrationRequest... requests) throws IOException {
        Exchange.Answer answer = post(NEWEST, new SubmitRegistrationsRequest(List.of(requests)));
        assertThat(OfficialSchemas.errors(NEWEST, answer.expect(expected).bytes()))
                .isEmpty();
        return ((SubmitRegistrationsResponse) read(answer.bytes())).statuses();
    }

    private static List<SubmissionResult> structures(
            StructureFormat format,
            int expected,
            Action action,
            List<MaintainableArtefact> artefacts,
            List<SubmittedStructure> exceptions)
            throws IOException {
        Exchange.Answer answer = post("/sdmx/v2/structure", format, request(action, artefacts, exceptions));
        assertThat(OfficialSchemas.errors(format, answer.expect(expected).bytes()))
                .isEmpty();
        return ((SubmitStructureResponse) read(answer.bytes())).results();
    }

    private static SubmitStructureRequest request(
            Action action, List<MaintainableArtefact> artefacts, List<SubmittedStructure> exceptions) {
        return new SubmitStructureRequest(action, false, Optional.empty(), artefacts, exceptions);
    }

    private static Exchange.Answer post(StructureFormat format, RegistryContent content) throws IOException {
        return post(ROOT, format, content);
    }

    private static Exchange.Answer post(String path, StructureFormat format, RegistryContent content)
            throws IOException {
        return server.post(path, RegistryMessage.mediaType(format), message(format, content));
    }

    private static List<String> ids(String path) throws IOException {
        List<String> ids = new ArrayList<>();
        found(path).forEach(r -> ids.add(r.registration().id().orElseThrow()));
        return ids;
    }

    private static List<QueryResult> found(String path) throws IOException {
        Exchange.Answer answer = server.get(path);
        return answer.status() == 204
                ? List.of()
                : ((QueryRegistrationResponse) read(answer.expect(200).bytes())).results();
    }

    private static String address(Urn urn) {
        return urn.agency() + "/" + urn.id() + "/" + urn.version();
    }

    private static RegistryContent read(byte[] bytes) throws IOException {
        Problems problems = new Problems();
        RegistryContent content =
                RegistryMessages.read(new ByteArrayInputStream(bytes), problems).content();
        assertThat(problems.list()).isEmpty();
        return content;
    }

    private static byte[] message(StructureFormat format, RegistryContent content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RegistryMessages.write(
                new RegistryMessage(format, MessageHeader.of("TEST", "2026-01-31T12:00:00Z", "NSO"), content),
                out,
                new Problems());
        return out.toByteArray();
    }

    private static byte[] structures(List<MaintainableArtefact> artefacts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessages.write(
                new StructureMessage(MessageHeader.of("TEST", "2026-01-31T12:00:00Z", "NSO"), artefacts, List.of()),
                NEWEST,
                StructureWriterOptions.COMPACT,
                out,
                new Problems());
        return out.toByteArray();
    }
}
