package org.sojourn.validation.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.ml.OfficialSchemas;
import org.sojourn.format.MetadataFormat;
import org.sojourn.metadata.MetadataMessage;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataType;
import org.sojourn.model.Facet;
import org.sojourn.model.Identification;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataAttribute;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.ReferenceValue;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.MetadataStructure.Report;
import org.sojourn.model.MetadataStructure.Target;
import org.sojourn.model.MetadataStructure.TargetKind;
import org.sojourn.model.MetadataStructure.TargetObject;
import org.sojourn.model.MetadataStructure.Use;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.SdmxException;
import org.sojourn.model.TextFormat;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problems;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.testing.Shared;

/** Reports of 2.1 validate by the schema that is made for their metadata structure together with the official ones. */
class MetadataSchemaTest {
    private static final Urn FLOW = Urn.of(ArtefactClass.METADATAFLOW, "MIG", "MDF", "1.0");
    private static final Urn LIST = Urn.of(ArtefactClass.CODELIST, "MIG", "CL_STATUS", "1.0");
    private static final Urn CONCEPTS = Urn.of(ArtefactClass.CONCEPT_SCHEME, "MIG", "CS", "1.0");
    private static final Urn DATAFLOW = Urn.of(ArtefactClass.DATAFLOW, "MIG", "DF", "1.0");

    @TempDir
    private Path folder;

    private List<String> faults(MetadataSchemaSubject subject, byte[] message) throws IOException {
        Path file = Files.createTempFile(folder, "schema", ".xsd");
        try (var out = Files.newOutputStream(file)) {
            MetadataSchema.write(subject, SchemaVersion.V2_1.published(), out);
        }
        return OfficialSchemas.faults("2.1", Optional.of(file), message).stream()
                // The schema of XHTML is not among the official ones, yet is demanded.
                .filter(f -> !f.contains("cvc-complex-type.2.4.c"))
                .toList();
    }

    private static MetadataSchemaSubject subject(MetadataStructure structure, Urn context) {
        return new MetadataSchemaSubject(
                context,
                structure,
                Map.of(CONCEPTS.item(ArtefactClass.CONCEPT, "DAY"), Representation.of(DataType.GREGORIAN_DAY)),
                Map.of(LIST, List.of("A", "B", "_X")));
    }

    @Test
    void findsTheOfficialSampleValidAndTheSameWrittenAgain() throws IOException {
        Path samples = Shared.path("samples/ml-2.1/demography");
        List<MaintainableArtefact> all = StructureMessages.read(
                        new ByteArrayInputStream(Files.readAllBytes(samples.resolve("esms.xml"))), new Problems())
                .artefacts();
        MetadataStructure esms = all.stream()
                .filter(MetadataStructure.class::isInstance)
                .map(MetadataStructure.class::cast)
                .findFirst()
                .orElseThrow();
        Map<Urn, List<String>> codes = new HashMap<>();
        all.stream()
                .filter(Codelist.class::isInstance)
                .map(Codelist.class::cast)
                .forEach(
                        l -> codes.put(l.urn(), l.items().stream().map(Code::id).toList()));
        // The sample of reports calls the structure otherwise than the sample of structures.
        Urn said = Urn.of(ArtefactClass.METADATA_STRUCTURE, "ESTAT", "ESMS", "1.0");
        MetadataSchemaSubject subject = new MetadataSchemaSubject(said, esms, Map.of(), codes);
        byte[] sample = Files.readAllBytes(samples.resolve("esms_structured.xml"));
        assertThat(withoutDays(faults(subject, sample))).isEmpty();
        MetadataMessage read = MetadataMessages.read(new ByteArrayInputStream(sample), new Problems());
        assertThat(withoutDays(faults(subject, write(read)))).isEmpty();
        byte[] damaged = new String(sample, StandardCharsets.UTF_8)
                .replace("<COUNTRY value=\"LU\"/>", "<COUNTRY value=\"XX\"/>")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(damaged).isNotEqualTo(sample);
        assertThat(faults(subject, damaged)).anyMatch(f -> f.contains("XX"));
    }

    /** The structure wants a date and time where the sample has days. */
    private static List<String> withoutDays(List<String> faults) {
        return faults.stream()
                .filter(f ->
                        !f.contains("for 'dateTime'") && !f.matches(".*'value' on element '(POSTED|UPDATED|NEXT)'.*"))
                .toList();
    }

    @Test
    void findsRandomReportsValidThatKeepToTheStructure() throws IOException {
        for (long seed = 0; seed < 12; seed++) {
            RandomReports random = new RandomReports(seed);
            MetadataStructure structure = random.structure();
            Urn context = seed % 2 == 0 ? structure.urn() : FLOW;
            byte[] message = write(random.message(context, structure));
            assertThat(faults(subject(structure, context), message))
                    .as(() -> new String(message, StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "value=\"A\" | value=\"C\" | 'C'",
                "<MANDATORY value=\"one\"/> | | MANDATORY",
                "2020-01-31 | the day | the day",
                "<ReportPeriod>2020</ReportPeriod> | <NOTHING/> | NOTHING",
                "value=\"2.5\" | value=\"250\" | 250",
                "xsi:type=\"md1:R1\" | xsi:type=\"md1:R3\" | R3",
                "id=\"FLOW\" | id=\"ELSE\" | ELSE",
                "xsi:type=\"md1:T1.FLOW\" | xsi:type=\"md1:T2.SET\" | T2.SET"
            })
    void findsWhatDoesNotKeepToTheStructure(String good, String bad, String said) throws IOException {
        String message = new String(write(message(List.of(report()))), StandardCharsets.UTF_8);
        assertThat(faults(subject(structure(), FLOW), message.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        String damaged = message.replace(good, bad == null ? "" : bad);
        assertThat(damaged).isNotEqualTo(message);
        assertThat(faults(subject(structure(), FLOW), damaged.getBytes(StandardCharsets.UTF_8)))
                .as(() -> damaged)
                .anyMatch(f -> f.contains(said));
    }

    @Test
    void aStructureWithoutReportsHasTheOneThat21IsTold() throws IOException {
        MetadataStructure plain =
                new MetadataStructure(maintenance("MSD"), List.of(attribute("NOTE", 0, 1)), Optional.empty());
        MetadataSet set = new MetadataSet(
                maintenance("S"),
                Optional.of(FLOW),
                MetadataSet.Coverage.NONE,
                List.of(
                        UrnPattern.parse(DATAFLOW.toString()),
                        UrnPattern.parse(LIST.item(ArtefactClass.CODE, "A").toString())),
                List.of(ReportedAttribute.of("NOTE", "text")),
                Optional.empty());
        assertThat(faults(subject(plain, FLOW), write(message(List.of(set))))).isEmpty();
    }

    @Test
    void refusesIdsThatMakeTwoTypesOfOneName() {
        MetadataStructure twice = new MetadataStructure(
                maintenance("MSD"),
                List.of(attribute("NOTE", 0, 1)),
                Optional.empty(),
                List.of(new Target(Identification.of("X"), List.of(object("X", "Dataflow")))),
                List.of(new Report(Identification.of("X"), List.of("X"), List.of(new Use("NOTE", "NOTE")))));
        assertThatThrownBy(() -> MetadataSchema.write(subject(twice, FLOW), "", new ByteArrayOutputStream()))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("X.X");
    }

    private static byte[] write(MetadataMessage message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MetadataMessages.write(message, MetadataFormat.ML_2_1_SS, StructureWriterOptions.PRETTY, out, new Problems());
        return out.toByteArray();
    }

    private static Maintenance maintenance(String id) {
        return Maintenance.of("MIG", Version.parse("1.0"), Naming.of(id, LocalisedText.of("en", id)));
    }

    private static MetadataAttribute attribute(
            String id, int least, int most, Optional<Representation> values, MetadataAttribute... children) {
        return new MetadataAttribute(
                Identification.of(id),
                CONCEPTS.item(ArtefactClass.CONCEPT, id),
                values,
                Optional.of(least),
                Optional.of(most),
                values.isEmpty() && children.length > 0,
                List.of(children));
    }

    private static MetadataAttribute attribute(String id, int least, int most) {
        return attribute(id, least, most, Optional.empty());
    }

    private static TargetObject object(String id, String type) {
        return new TargetObject(TargetKind.OBJECT, Identification.of(id), Optional.of(type), Optional.empty());
    }

    private static TargetObject object(TargetKind kind) {
        return new TargetObject(kind, Identification.of(kind.fixedId()), Optional.empty(), Optional.empty());
    }

    private static MetadataStructure structure() {
        TextFormat number = new TextFormat(
                Optional.of(DataType.DECIMAL), Map.of(Facet.MAX_VALUE, "100", Facet.MIN_VALUE, "0"), List.of());
        return new MetadataStructure(
                maintenance("MSD"),
                List.of(
                        attribute("MANDATORY", 1, 1),
                        attribute("STATUS", 0, 3, Optional.of(Representation.coded(LIST))),
                        attribute("DAY", 0, 1),
                        attribute(
                                "PART",
                                0,
                                Representation.UNBOUNDED,
                                Optional.empty(),
                                attribute(
                                        "SHARE",
                                        1,
                                        1,
                                        Optional.of(new Representation(
                                                Optional.empty(),
                                                Optional.of(number),
                                                Optional.empty(),
                                                Optional.empty()))),
                                attribute("MARKUP", 0, 1, Optional.of(Representation.of(DataType.XHTML))))),
                Optional.empty(),
                List.of(
                        new Target(
                                Identification.of("T1"),
                                List.of(object("FLOW", "Dataflow"), object(TargetKind.REPORT_PERIOD))),
                        new Target(
                                Identification.of("T2"),
                                List.of(
                                        object("SET", "Any"),
                                        object(TargetKind.KEY),
                                        object(TargetKind.DATA_SET),
                                        object(TargetKind.CONSTRAINT)))),
                List.of(
                        new Report(
                                Identification.of("R1"),
                                List.of("T1", "T2"),
                                List.of(
                                        new Use("MANDATORY", "MANDATORY"),
                                        new Use("STATUS", "STATUS"),
                                        new Use("DAY", "DAY"),
                                        new Use("PART", "PART"))),
                        new Report(Identification.of("R2"), List.of("T2"), List.of(new Use("STATUS", "STATUS")))));
    }

    private static MetadataSet report() {
        return set(
                "S",
                new MetadataSet.Report(
                        "R1",
                        "T1",
                        List.of(
                                new ReferenceValue("FLOW", ReferenceValue.Kind.OBJECT, DATAFLOW.toString(), List.of()),
                                new ReferenceValue(
                                        "REPORT_PERIOD_TARGET", ReferenceValue.Kind.REPORT_PERIOD, "2020", List.of())),
                        Optional.empty()),
                FLOW,
                List.of(
                        ReportedAttribute.of("MANDATORY", "one"),
                        ReportedAttribute.of("STATUS", "A"),
                        ReportedAttribute.of("DAY", "2020-01-31"),
                        new ReportedAttribute(
                                List.of(),
                                "PART",
                                Optional.empty(),
                                Optional.empty(),
                                List.of(ReportedAttribute.of("SHARE", "2.5")))));
    }

    private static MetadataSet set(
            String id, MetadataSet.Report report, Urn follows, List<ReportedAttribute> attributes) {
        return new MetadataSet(
                maintenance(id),
                Optional.of(follows),
                MetadataSet.Coverage.NONE,
                List.of(),
                attributes,
                Optional.of(report));
    }

    private static MetadataMessage message(List<MetadataSet> sets) {
        return new MetadataMessage(MessageHeader.of("M", "2026-01-31T12:00:00Z", "MIG"), sets, List.of());
    }

    /** Reports that keep to a structure, as many of each part as it allows. */
    private static final class RandomReports {
        private final SplittableRandom random;

        RandomReports(long seed) {
            this.random = new SplittableRandom(seed);
        }

        MetadataStructure structure() {
            MetadataStructure s = MetadataSchemaTest.structure();
            List<MetadataAttribute> all = new ArrayList<>(s.attributes());
            List<Use> uses = new ArrayList<>(s.reports().getFirst().attributes());
            for (int i = 0; i < random.nextInt(4); i++) {
                int least = random.nextInt(2);
                MetadataAttribute inner = attribute("INNER", random.nextInt(2), 2);
                MetadataAttribute more = random.nextBoolean()
                        ? attribute("MORE_" + i, least, 2, values(), inner)
                        : attribute("MORE_" + i, least, 2, values());
                all.add(more);
                uses.add(new Use(random.nextBoolean() ? more.id() : "USED_" + i, more.id()));
            }
            return new MetadataStructure(
                    s.maintenance(),
                    all,
                    Optional.empty(),
                    s.targets(),
                    List.of(
                            new Report(Identification.of("R1"), List.of("T1", "T2"), uses),
                            s.reports().getLast()));
        }

        private Optional<Representation> values() {
            return switch (random.nextInt(5)) {
                case 0 -> Optional.of(Representation.coded(LIST));
                case 1 -> Optional.of(Representation.of(DataType.XHTML));
                case 2 -> Optional.of(Representation.of(DataType.INTEGER));
                case 3 -> Optional.of(Representation.of(DataType.OBSERVATIONAL_TIME_PERIOD));
                default -> Optional.of(Representation.of(DataType.STRING));
            };
        }

        MetadataMessage message(Urn follows, MetadataStructure structure) {
            List<MetadataSet> sets = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                Report report = structure.reports().get(random.nextInt(2));
                String target =
                        report.targets().get(random.nextInt(report.targets().size()));
                List<ReferenceValue> values = new ArrayList<>();
                structure.targets().stream()
                        .filter(t -> t.id().equals(target))
                        .flatMap(t -> t.objects().stream())
                        .forEach(o -> values.add(value(o)));
                List<ReportedAttribute> attributes = new ArrayList<>();
                for (Use use : report.attributes()) {
                    structure.attributes().stream()
                            .filter(a -> a.id().equals(use.attribute()))
                            .forEach(a -> report(use.id(), a, attributes));
                }
                sets.add(set(
                        "S" + i,
                        new MetadataSet.Report(report.id(), target, values, Optional.empty()),
                        follows,
                        attributes));
            }
            return MetadataSchemaTest.message(sets);
        }

        private ReferenceValue value(TargetObject o) {
            String id = o.identification().id();
            return switch (o.kind()) {
                case OBJECT -> new ReferenceValue(id, ReferenceValue.Kind.OBJECT, DATAFLOW.toString(), List.of());
                case KEY ->
                    new ReferenceValue(
                            id, ReferenceValue.Kind.DATA_KEY, "", List.of(ComponentValues.of("FREQ", List.of("A"))));
                case DATA_SET ->
                    new ReferenceValue(
                            id,
                            ReferenceValue.Kind.DATA_SET,
                            "urn:sdmx:org.sdmx.infomodel.base.DataProvider=SDMX:DATA_PROVIDERS(1.0).NSO DS",
                            List.of());
                case CONSTRAINT ->
                    new ReferenceValue(
                            id,
                            ReferenceValue.Kind.CONSTRAINT,
                            "urn:sdmx:org.sdmx.infomodel.registry.AttachmentConstraint=MIG:AC(1.0)",
                            List.of());
                case REPORT_PERIOD -> new ReferenceValue(id, ReferenceValue.Kind.REPORT_PERIOD, "2020-Q1", List.of());
            };
        }

        private void report(String id, MetadataAttribute a, List<ReportedAttribute> into) {
            int least = a.minOccurs().orElse(1);
            int most = a.maxOccurs().orElse(1);
            int times = least + random.nextInt((most == Representation.UNBOUNDED ? 3 : most) - least + 1);
            for (int i = 0; i < times; i++) {
                List<ReportedAttribute> children = new ArrayList<>();
                a.children().forEach(c -> report(c.id(), c, children));
                into.add(new ReportedAttribute(
                        List.of(),
                        id,
                        a.presentational() ? Optional.empty() : Optional.of(value(a)),
                        Optional.empty(),
                        children));
            }
        }

        private ReportedValue value(MetadataAttribute a) {
            if (a.id().equals("DAY")) {
                return new ReportedValue.Plain(List.of("2020-01-31")); // as its concept says
            }
            if (a.representation().flatMap(Representation::enumeration).isPresent()) {
                return new ReportedValue.Plain(List.of(random.nextBoolean() ? "A" : "_X"));
            }
            DataType type = a.representation()
                    .flatMap(Representation::format)
                    .flatMap(TextFormat::dataType)
                    .orElse(DataType.STRING);
            return switch (type) {
                case XHTML -> new ReportedValue.Markup(LocalisedText.of("en", "<p>text</p>"));
                case INTEGER -> new ReportedValue.Plain(List.of("-7"));
                case DECIMAL -> new ReportedValue.Plain(List.of("99.5"));
                case OBSERVATIONAL_TIME_PERIOD -> new ReportedValue.Plain(List.of("2020-W07"));
                default ->
                    random.nextBoolean()
                            ? new ReportedValue.Plain(List.of("text"))
                            : new ReportedValue.Text(LocalisedText.of("fr", "texte"));
            };
        }
    }
}
