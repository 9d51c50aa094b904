package org.sojourn.structure.v20;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Categorisation;
import org.sojourn.model.Codelist;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataType;
import org.sojourn.model.Facet;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** What agencies still send in SDMX-ML 2.0, read as what 2.1 has in its place. */
public class Structures20Test {
    public static final String MESSAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Structure xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message"
                xmlns:s="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/structure"
                xmlns:c="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/common">
              <Header>
                <ID>OLD</ID><Test>false</Test><Truncated>false</Truncated><Name xml:lang="en">Old structures</Name>
                <Prepared>2009-05-28T11:01:24</Prepared>
                <Sender id="BIS"><Name>Bank</Name></Sender><Receiver id="MIG"/>
              </Header>
              <OrganisationSchemes>
                <s:OrganisationScheme id="ORG" agencyID="BIS"><s:Name>Organisations</s:Name>
                  <s:Agencies><s:Agency id="BIS"><s:Name>Bank</s:Name></s:Agency></s:Agencies>
                  <s:DataProviders><s:DataProvider id="FR2"><s:Name>Banque</s:Name></s:DataProvider></s:DataProviders>
                </s:OrganisationScheme>
              </OrganisationSchemes>
              <Dataflows>
                <s:Dataflow id="FLOW" agencyID="BIS" version="1.0"><s:Name xml:lang="en">Flow</s:Name>
                  <s:KeyFamilyRef><s:KeyFamilyID>DEBT</s:KeyFamilyID><s:KeyFamilyAgencyID>BIS</s:KeyFamilyAgencyID>
                    <s:Version>2.0</s:Version></s:KeyFamilyRef>
                  <s:CategoryRef><s:CategorySchemeID>SUBJECTS</s:CategorySchemeID>
                    <s:CategorySchemeAgencyID>BIS</s:CategorySchemeAgencyID>
                    <s:CategoryID><s:ID>ECO</s:ID><s:CategoryID><s:ID>DEBT</s:ID></s:CategoryID></s:CategoryID></s:CategoryRef>
                </s:Dataflow>
              </Dataflows>
              <CategorySchemes>
                <s:CategoryScheme id="SUBJECTS" agencyID="BIS"><s:Name>Subjects</s:Name>
                  <s:Category id="ECO"><s:Name>Economy</s:Name><s:Category id="DEBT"><s:Name>Debt</s:Name></s:Category></s:Category>
                </s:CategoryScheme>
              </CategorySchemes>
              <CodeLists>
                <s:CodeList id="CL_FREQ" agencyID="BIS" version="1.1" isFinal="true" uri="https://example.org/freq">
                  <s:Name xml:lang="en">Frequency</s:Name><s:Name xml:lang="fr">Fréquence</s:Name>
                  <s:Code value="A"><s:Description xml:lang="en">Annual</s:Description></s:Code>
                  <s:Code value="Q" parentCode="A"><s:Description>Quarterly</s:Description>
                    <s:Annotations><c:Annotation><c:AnnotationTitle>Note</c:AnnotationTitle>
                      <c:AnnotationText xml:lang="en">three months</c:AnnotationText></c:Annotation></s:Annotations></s:Code>
                </s:CodeList>
                <s:CodeList id="CL_STOCK" agencyID="BIS"><s:Name>Stocks</s:Name>
                  <s:Code value="1"><s:Description>Loans</s:Description></s:Code>
                  <s:Code value="2"><s:Description>Bonds</s:Description></s:Code></s:CodeList>
              </CodeLists>
              <HierarchicalCodelists>
                <s:HierarchicalCodelist id="HCL" agencyID="BIS" version="1.0"><s:Name>Trees</s:Name>
                  <s:CodelistRef><s:AgencyID>BIS</s:AgencyID><s:CodelistID>CL_STOCK</s:CodelistID><s:Version>1.0</s:Version>
                    <s:Alias>S</s:Alias></s:CodelistRef>
                  <s:Hierarchy id="TREE"><s:Name>Tree</s:Name>
                    <s:CodeRef><s:CodelistAliasRef>S</s:CodelistAliasRef><s:CodeID>1</s:CodeID>
                      <s:CodeRef><s:CodelistAliasRef>S</s:CodelistAliasRef><s:CodeID>2</s:CodeID></s:CodeRef></s:CodeRef>
                    <s:Level id="L2"><s:Name>Second</s:Name><s:Order>2</s:Order></s:Level>
                    <s:Level id="L1"><s:Name>First</s:Name><s:Order>1</s:Order></s:Level>
                  </s:Hierarchy>
                </s:HierarchicalCodelist>
              </HierarchicalCodelists>
              <KeyFamilies>
                <s:KeyFamily id="DEBT" agencyID="BIS" version="2.0"><s:Name>Debt</s:Name>
                  <s:Components>
                    <s:Dimension conceptRef="FREQ" codelist="CL_FREQ" codelistVersion="1.1" isFrequencyDimension="true"/>
                    <s:Dimension conceptRef="STOCK" conceptSchemeRef="CS" conceptSchemeAgency="BIS" codelist="CL_STOCK"
                        isMeasureDimension="true"/>
                    <s:TimeDimension conceptRef="TIME"/>
                    <s:Group id="SIBLING"><s:DimensionRef>STOCK</s:DimensionRef></s:Group>
                    <s:PrimaryMeasure conceptRef="VALUE"><s:TextFormat textType="Double"/></s:PrimaryMeasure>
                    <s:CrossSectionalMeasure conceptRef="LOANS" measureDimension="STOCK" code="1"/>
                    <s:Attribute conceptRef="COLLECTED" attachmentLevel="Series" assignmentStatus="Mandatory">
                      <s:TextFormat textType="Date"/></s:Attribute>
                    <s:Attribute conceptRef="TITLE" attachmentLevel="Group" assignmentStatus="Conditional">
                      <s:TextFormat textType="String" maxLength="70"/>
                      <s:AttachmentGroup>SIBLING</s:AttachmentGroup></s:Attribute>
                    <s:Attribute conceptRef="STATUS" attachmentLevel="Observation" assignmentStatus="Mandatory"/>
                    <s:Attribute conceptRef="SOURCE" attachmentLevel="DataSet" assignmentStatus="Conditional"/>
                  </s:Components>
                </s:KeyFamily>
                <s:KeyFamily agencyID="BIS"><s:Name>Without an id</s:Name></s:KeyFamily>
              </KeyFamilies>
              <Concepts>
                <s:ConceptScheme id="CS" agencyID="BIS" version="1.0"><s:Name>Concepts</s:Name>
                  <s:Concept id="STOCK" coreRepresentation="CL_STOCK"><s:Name>Stock</s:Name></s:Concept>
                  <s:Concept id="FREQ"><s:Name>Frequency</s:Name></s:Concept></s:ConceptScheme>
                <s:Concept id="TIME" agencyID="BIS"><s:Name>Time</s:Name></s:Concept>
                <s:Concept id="VALUE" agencyID="BIS"><s:Name>Value</s:Name></s:Concept>
              </Concepts>
              <StructureSets><s:StructureSet id="X" agencyID="BIS"/></StructureSets>
            </Structure>
            """;

    private final Problems problems = new Problems();

    private List<MaintainableArtefact> all() throws IOException {
        return message().artefacts();
    }

    private StructureMessage message() throws IOException {
        return StructureMessages.read(
                new ByteArrayInputStream(MESSAGE.strip().getBytes(StandardCharsets.UTF_8)), problems);
    }

    private static <A> A only(List<MaintainableArtefact> all, Class<A> type, String id) {
        return all.stream()
                .filter(a -> type.isInstance(a) && a.id().equals(id))
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsListsConceptsAndOrganisations() throws IOException {
        List<MaintainableArtefact> all = all();
        Codelist frequencies = only(all, Codelist.class, "CL_FREQ");
        assertThat(frequencies.version().text()).isEqualTo("1.1");
        assertThat(frequencies.maintenance().finalFlag()).contains(true);
        assertThat(frequencies.maintenance().naming().names().in("fr")).contains("Fréquence");
        assertThat(frequencies.items().getLast().parent()).contains("A");
        assertThat(frequencies.items().getLast().naming().names().in("en")).contains("Quarterly");
        assertThat(frequencies.items().getLast().naming().annotations()).hasSize(1);
        assertThat(only(all, Codelist.class, "CL_STOCK").version().text()).isEqualTo("1.0");
        assertThat(only(all, ConceptScheme.class, "STANDALONE_CONCEPT_SCHEME").items())
                .extracting(c -> c.id())
                .containsExactly("TIME", "VALUE");
        assertThat(all).extracting(MaintainableArtefact::id).contains("AGENCIES", "DATA_PROVIDERS");
        Hierarchy tree = only(all, Hierarchy.class, "HCL$TREE");
        assertThat(tree.codes().getFirst().children().getFirst().code().shortForm())
                .isEqualTo("BIS:CL_STOCK(1.0).2");
        assertThat(tree.level().orElseThrow().id()).isEqualTo("L1");
        Categorisation filed = only(all, Categorisation.class, "FLOW_SUBJECTS_ECO_DEBT");
        assertThat(filed.target().orElseThrow().item()).isEqualTo("ECO.DEBT");
    }

    @Test
    void readsAKeyFamilyAsADataStructure() throws IOException {
        List<MaintainableArtefact> all = all();
        DataStructure debt = only(all, DataStructure.class, "DEBT");
        assertThat(debt.dimensions()).extracting(d -> d.id()).containsExactly("FREQ", "STOCK", "TIME_PERIOD");
        assertThat(debt.dimensions().getFirst().concept().shortForm()).isEqualTo("BIS:CS(1.0).FREQ");
        assertThat(debt.timeDimension().orElseThrow().concept().shortForm())
                .isEqualTo("BIS:STANDALONE_CONCEPT_SCHEME(1.0).TIME");
        assertThat(debt.measures()).extracting(m -> m.id()).containsExactly("OBS_VALUE");
        Map<String, AttributeRelationship> on = debt.attributes().stream()
                .collect(java.util.stream.Collectors.toMap(Attribute::id, Attribute::relationship));
        assertThat(on)
                .containsEntry("COLLECTED", new AttributeRelationship.Dimensions(List.of("FREQ", "STOCK"), List.of()))
                .containsEntry("TITLE", new AttributeRelationship.Group("SIBLING"))
                .containsEntry("STATUS", new AttributeRelationship.Observation())
                .containsEntry("SOURCE", new AttributeRelationship.Dataset());
        assertThat(debt.attributes().getFirst().usage()).isEqualTo(Usage.MANDATORY);
        assertThat(debt.attributes()
                        .getFirst()
                        .representation()
                        .orElseThrow()
                        .format()
                        .orElseThrow()
                        .dataType())
                .contains(DataType.GREGORIAN_DAY);
        assertThat(debt.attributes()
                        .get(1)
                        .representation()
                        .orElseThrow()
                        .format()
                        .orElseThrow()
                        .facet(Facet.MAX_LENGTH))
                .contains("70");
        DataStructureView view = Catalogue.of(all).find(Urn.of(ArtefactClass.DATAFLOW, "BIS", "FLOW", "1.0"));
        assertThat(view.codes("FREQ")).containsOnlyKeys("A", "Q");
    }

    @Test
    void tellsWhatItReadAsAndWhatItLeftOut() throws IOException {
        assertThat(message().header().sender().id()).isEqualTo("BIS");
        assertThat(problems.list()).extracting(Problem::rule).contains("version-2.0", "measure-dimension");
        assertThat(problems.list())
                .filteredOn(p -> p.severity() == Problem.Severity.ERROR)
                .singleElement()
                .satisfies(p ->
                        assertThat(p.message()).contains("KeyFamily in line").contains("has no id"));
        assertThat(problems.list())
                .filteredOn(p -> p.rule().equals("unsupported-artefact"))
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("StructureSet"));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReadIsWrittenValidInEveryFormat(StructureFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Problems losses = new Problems();
        StructureMessages.write(message(), format, StructureWriterOptions.PRETTY, out, losses);
        assertThat(OfficialSchemas.errors(format, out.toByteArray())).isEmpty();
        List<MaintainableArtefact> back = StructureMessages.read(
                        new ByteArrayInputStream(out.toByteArray()), new Problems())
                .artefacts();
        assertThat(only(back, DataStructure.class, "DEBT").dimensions()).hasSize(3);
        if (format == StructureFormat.ML_2_1) {
            assertThat(losses.list()).isEmpty();
            assertThat(back).containsExactlyInAnyOrderElementsOf(all());
        }
    }

    @Test
    void refusesWhatIsNotWellFormed() {
        assertThat(Optional.of(MESSAGE.strip().replace("</KeyFamilies>", "")))
                .hasValueSatisfying(text -> org.assertj.core.api.Assertions.assertThatThrownBy(
                                () -> StructureMessages.read(
                                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), problems))
                        .isInstanceOf(org.sojourn.model.SdmxException.class)
                        .hasMessageContaining("line"));
    }
}
