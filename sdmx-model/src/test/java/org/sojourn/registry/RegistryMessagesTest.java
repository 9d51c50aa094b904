package org.sojourn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.data.Action;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.registry.RegistryContent.NotifyRegistryEvent;
import org.sojourn.registry.RegistryContent.QueryRegistrationRequest;
import org.sojourn.registry.RegistryContent.StructuralEvent;
import org.sojourn.registry.RegistryContent.SubmitRegistrationsRequest;
import org.sojourn.registry.RegistryContent.SubmitStructureRequest;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.OfficialSchemas;

class RegistryMessagesTest {
    private static final String NS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/";

    static Stream<StructureFormat> versions() {
        return Stream.of(StructureFormat.ML_2_1, StructureFormat.ML_3_0, StructureFormat.ML_3_1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_2_1", "ML_3_0", "ML_3_1"})
    void readsBackEveryMessageThatItWrote(StructureFormat format) throws IOException {
        for (long seed : LongStream.range(0, 440).toArray()) {
            RegistryMessage message = new RandomRegistry(seed, format).message();
            Problems losses = new Problems();
            Problems problems = new Problems();
            byte[] bytes = write(message, losses);
            RegistryMessage back = read(bytes, problems);
            assertThat(losses.list()).isEmpty();
            assertThat(problems.list()).as(text(bytes)).isEmpty();
            assertThat(inOrder(back)).as(() -> text(bytes)).isEqualTo(inOrder(message));
        }
    }

    /** What stands in one element of 2.1 comes back together, so the order of artefacts says nothing. */
    private static RegistryMessage inOrder(RegistryMessage m) {
        RegistryContent content = switch (m.content()) {
            case SubmitStructureRequest c ->
                new SubmitStructureRequest(
                        c.action(), c.externalDependencies(), c.location(), inOrder(c.artefacts()), c.exceptions());
            case NotifyRegistryEvent c
            when c.detail().orElse(null) instanceof StructuralEvent e ->
                new NotifyRegistryEvent(
                        c.time(),
                        c.subject(),
                        c.subscription(),
                        c.action(),
                        Optional.of(new StructuralEvent(inOrder(e.artefacts()))));
            default -> m.content();
        };
        return new RegistryMessage(m.format(), m.header(), content);
    }

    private static List<MaintainableArtefact> inOrder(List<MaintainableArtefact> artefacts) {
        return artefacts.stream()
                .sorted(Comparator.comparing(a -> a.urn().toString()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_2_1", "ML_3_0", "ML_3_1"})
    void writesWhatTheOfficialSchemaFindsValid(StructureFormat format) throws IOException {
        for (long seed : LongStream.range(0, 110).toArray()) {
            byte[] bytes = write(new RandomRegistry(seed, format).message(), new Problems());
            assertThat(OfficialSchemas.errors(format, bytes))
                    .as(() -> text(bytes))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void writesForOneVersionWhatWasMadeForAnotherAndTellsWhatIsLost(StructureFormat from) throws IOException {
        for (long seed : LongStream.range(0, 110).toArray()) {
            RegistryMessage made = new RandomRegistry(seed, from).message();
            for (StructureFormat to : versions().toList()) {
                Problems losses = new Problems();
                byte[] bytes = write(new RegistryMessage(to, made.header(), made.content()), losses);
                assertThat(losses.list()).allMatch(p -> p.rule().equals(Problem.LOST));
                Problems more = new Problems();
                RegistryMessage back = read(bytes, new Problems());
                assertThat(read(write(back, more), new Problems())).isEqualTo(back);
                // A provision agreement without flow, which 3.0 cannot have for metadata, is told of each time.
                assertThat(more.list()).allMatch(p -> p.location().path().startsWith("urn:"));
            }
        }
    }

    @Test
    void readsAMessageWithoutTheWrapperAndAReferenceInParts() throws IOException {
        Problems problems = new Problems();
        RegistryMessage message = read("""
                <m:SubmitRegistrationsRequest xmlns:m="%1$smessage" xmlns:r="%1$sregistry">
                  <m:Header><m:ID>A</m:ID><m:Test>false</m:Test><m:Prepared>2020-01-01T00:00:00</m:Prepared>
                    <m:Sender id="NSO"/><m:Receiver id="REG"/></m:Header>
                  <m:SubmitRegistrationsRequest>
                    <r:RegistrationRequest action="Replace">
                      <r:Registration id="R1" indexTimeSeries="1">
                        <r:ProvisionAgreement><Ref agencyID="MIG" id="PA" version="2.0"/></r:ProvisionAgreement>
                        <r:Datasource><r:SimpleDataSource>https://example.org/a.xml</r:SimpleDataSource></r:Datasource>
                      </r:Registration>
                    </r:RegistrationRequest>
                  </m:SubmitRegistrationsRequest>
                </m:SubmitRegistrationsRequest>
                """.formatted(NS).getBytes(StandardCharsets.UTF_8), problems);
        assertThat(problems.errors()).isZero();
        SubmitRegistrationsRequest request = (SubmitRegistrationsRequest) message.content();
        assertThat(request.requests().getFirst().action()).isEqualTo(Action.REPLACE);
        Registration registration = request.requests().getFirst().registration();
        assertThat(registration.id()).contains("R1");
        assertThat(registration.indexing().timeSeries()).isTrue();
        assertThat(registration.agreement().type()).isEqualTo(ArtefactClass.PROVISION_AGREEMENT);
        assertThat(registration.agreement().shortForm()).isEqualTo("MIG:PA(2.0)");
    }

    @Test
    void leavesOutWhatItCannotMakeOutAndTellsOfIt() throws IOException {
        Problems problems = new Problems();
        RegistryMessage message = read(
                wrapped("<m:SubmitRegistrationsRequest><r:RegistrationRequest action='Append'>"
                        + "<r:Registration><r:Datasource/></r:Registration></r:RegistrationRequest>"
                        + "<r:Odd/></m:SubmitRegistrationsRequest>"),
                problems);
        assertThat(((SubmitRegistrationsRequest) message.content()).requests()).isEmpty();
        assertThat(problems.errors()).isEqualTo(1);
        assertThat(problems.list().toString())
                .contains("the Registration in line 1 cannot be read", "empty")
                .contains("element 'Odd'");
    }

    @Test
    void takesTheActionOfASubmissionToBeAppendWhereNoneIsSaid() throws IOException {
        RegistryMessage message =
                read(wrapped("<m:SubmitStructureRequest><s:Structures/></m:SubmitStructureRequest>"), new Problems());
        assertThat(message.content())
                .isInstanceOfSatisfying(
                        SubmitStructureRequest.class,
                        r -> assertThat(r.action()).isEqualTo(Action.APPEND));
    }

    @Test
    void readsAQuestionForAllRegistrations() throws IOException {
        RegistryMessage message = read(
                wrapped("<m:QueryRegistrationRequest><r:QueryType>AllSets</r:QueryType><r:All/>"
                        + "</m:QueryRegistrationRequest>"),
                new Problems());
        assertThat(((QueryRegistrationRequest) message.content()).under()).isEmpty();
    }

    @Test
    void refusesWhatIsNoRegistryMessage() {
        for (String text : List.of(
                "<a/>",
                "<m:Structure xmlns:m='" + NS + "message'/>",
                "<m:RegistryInterface xmlns:m='" + NS + "message'/>",
                text(wrapped("<m:QueryRegistrationRequest/>")),
                text(wrapped("<m:SubmitStructureRequest action='Burn'/>")),
                text(wrapped("<m:NotifyRegistryEvent>")))) {
            assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8), new Problems()))
                    .as(text)
                    .isInstanceOf(SdmxException.class);
        }
    }

    private static byte[] wrapped(String content) {
        return ("<m:RegistryInterface xmlns:m='" + NS + "message' xmlns:r='" + NS + "registry' xmlns:s='" + NS
                        + "structure'>" + content + "</m:RegistryInterface>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] write(RegistryMessage message, Problems losses) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RegistryMessages.write(message, out, losses);
        return out.toByteArray();
    }

    private static RegistryMessage read(byte[] bytes, Problems problems) throws IOException {
        return RegistryMessages.read(new ByteArrayInputStream(bytes), problems);
    }
}
