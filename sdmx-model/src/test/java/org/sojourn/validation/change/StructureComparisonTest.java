package org.sojourn.validation.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Version;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessages;

/** Each change of one kind in a small message, and what it means. */
class StructureComparisonTest {

    private static final String MESSAGE = """
            <mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v3_1/message"
                xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v3_1/structure"
                xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v3_1/common">
              <mes:Header><mes:ID>T</mes:ID><mes:Test>true</mes:Test><mes:Prepared>2026-01-01T00:00:00Z</mes:Prepared>
                <mes:Sender id="T"/></mes:Header>
              <mes:Structures>
                <str:Codelists>
                  <str:Codelist id="CL_BASE" agencyID="T" version="1.0.0"><com:Name>Base</com:Name>
                    <str:Code id="X"><com:Name>X</com:Name></str:Code></str:Codelist>
                  <str:Codelist id="CL" agencyID="T" version="1.0.0"><com:Name xml:lang="en">List</com:Name>
                    <str:Code id="A"><com:Name xml:lang="en">Alpha</com:Name></str:Code>
                    <str:Code id="B"><com:Name xml:lang="en">Beta</com:Name><str:Parent>A</str:Parent></str:Code>
                    <str:CodelistExtension><str:Codelist>urn:sdmx:org.sdmx.infomodel.codelist.Codelist=T:CL_BASE(1.0.0)</str:Codelist></str:CodelistExtension>
                  </str:Codelist>
                </str:Codelists>
                <str:DataConstraints>
                  <str:DataConstraint id="CONS" agencyID="T" version="1.0.0" role="Allowed"><com:Name>C</com:Name>
                    <str:ConstraintAttachment><str:DataStructure>urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=T:DSD(1.0.0)</str:DataStructure></str:ConstraintAttachment>
                    <str:CubeRegion include="true">
                      <str:KeyValue id="FREQ"><str:Value>A</str:Value><str:Value>B</str:Value></str:KeyValue>
                    </str:CubeRegion>
                  </str:DataConstraint>
                </str:DataConstraints>
                <str:DataStructures>
                  <str:DataStructure id="DSD" agencyID="T" version="1.0.0"><com:Name>D</com:Name>
                    <str:DataStructureComponents>
                      <str:DimensionList id="DimensionDescriptor">
                        <str:Dimension id="FREQ"><str:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=T:CS(1.0.0).FREQ</str:ConceptIdentity>
                          <str:LocalRepresentation><str:Enumeration>urn:sdmx:org.sdmx.infomodel.codelist.Codelist=T:CL(1.0.0)</str:Enumeration></str:LocalRepresentation></str:Dimension>
                        <str:Dimension id="AREA"><str:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=T:CS(1.0.0).AREA</str:ConceptIdentity></str:Dimension>
                      </str:DimensionList>
                      <str:AttributeList id="AttributeDescriptor">
                        <str:Attribute id="NOTE" usage="optional"><str:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=T:CS(1.0.0).NOTE</str:ConceptIdentity>
                          <str:LocalRepresentation><str:TextFormat textType="String" maxLength="10"/></str:LocalRepresentation>
                          <str:AttributeRelationship><str:Observation/></str:AttributeRelationship></str:Attribute>
                      </str:AttributeList>
                      <str:MeasureList id="MeasureDescriptor">
                        <str:Measure id="OBS_VALUE"><str:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=T:CS(1.0.0).OBS_VALUE</str:ConceptIdentity></str:Measure>
                      </str:MeasureList>
                    </str:DataStructureComponents>
                  </str:DataStructure>
                </str:DataStructures>
              </mes:Structures>
            </mes:Structure>
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CODELIST        | Alpha | First letter | changed items/A/names/en | PATCH
            CODELIST        | <com:Name xml:lang="en">Alpha</com:Name> | <com:Name xml:lang="en">Alpha</com:Name><com:Name xml:lang="fr">Alpha</com:Name> | added items/A/names/fr | PATCH
            CODELIST        | <str:CodelistExtension> | <str:Code id="C"><com:Name>C</com:Name></str:Code><str:CodelistExtension> | added items/C | MINOR
            CODELIST        | <str:Code id="B"><com:Name xml:lang="en">Beta</com:Name><str:Parent>A</str:Parent></str:Code> | '' | removed items/B | MAJOR
            CODELIST        | <str:Parent>A</str:Parent> | <str:Parent>X</str:Parent> | changed items/B/parent | MAJOR
            CODELIST        | <str:CodelistExtension><str:Codelist>urn:sdmx:org.sdmx.infomodel.codelist.Codelist=T:CL_BASE(1.0.0)</str:Codelist></str:CodelistExtension> | '' | removed items/X | MAJOR
            DATA_CONSTRAINT | <str:Value>B</str:Value> | <str:Value>B</str:Value><str:Value>C</str:Value> | added cubeRegions/1/keyValues/FREQ/values/C | MINOR
            DATA_CONSTRAINT | <str:Value>B</str:Value> | '' | removed cubeRegions/1/keyValues/FREQ/values/B | MAJOR
            DATA_CONSTRAINT | </str:CubeRegion> | <str:KeyValue id="AREA"><str:Value>FR</str:Value></str:KeyValue></str:CubeRegion> | added cubeRegions/1/keyValues/AREA | MAJOR
            DATA_CONSTRAINT | <str:KeyValue id="FREQ"> | <str:KeyValue id="AREA"><str:Value>FR</str:Value></str:KeyValue><str:KeyValue id="FREQ" include="false"> | changed cubeRegions/1/keyValues/FREQ/included | MAJOR
            DATA_STRUCTURE  | CL(1.0.0) | CL(1.1.0) | changed dimensions/FREQ/representation/enumeration | MINOR
            DATA_STRUCTURE  | CL(1.0.0) | CL(2.0.0) | changed dimensions/FREQ/representation/enumeration | MAJOR
            DATA_STRUCTURE  | CL(1.0.0) | CL(1.0.1) | changed dimensions/FREQ/representation/enumeration | PATCH
            DATA_STRUCTURE  | CL(1.0.0) | CL_BASE(1.0.0) | changed dimensions/FREQ/representation/enumeration | MAJOR
            DATA_STRUCTURE  | maxLength="10" | maxLength="20" | changed attributes/NOTE/representation/format/facets/maxLength | MINOR
            DATA_STRUCTURE  | maxLength="10" | maxLength="5" | changed attributes/NOTE/representation/format/facets/maxLength | MAJOR
            DATA_STRUCTURE  | maxLength="10" | '' | removed attributes/NOTE/representation/format/facets/maxLength | MINOR
            DATA_STRUCTURE  | textType="String" | textType="Integer" | changed attributes/NOTE/representation/format/dataType | MAJOR
            DATA_STRUCTURE  | usage="optional" | usage="mandatory" | changed attributes/NOTE/usage | MAJOR
            DATA_STRUCTURE  | <str:Observation/> | <str:Dataflow/> | changed attributes/NOTE/relationship | MAJOR
            DATA_STRUCTURE  | </str:AttributeList> | <str:Attribute id="N2" usage="optional"><str:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=T:CS(1.0.0).NOTE</str:ConceptIdentity><str:AttributeRelationship><str:Observation/></str:AttributeRelationship></str:Attribute></str:AttributeList> | added attributes/N2 | MINOR
            DATA_STRUCTURE  | </str:AttributeList> | <str:Attribute id="N2" usage="mandatory"><str:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=T:CS(1.0.0).NOTE</str:ConceptIdentity><str:AttributeRelationship><str:Observation/></str:AttributeRelationship></str:Attribute></str:AttributeList> | added attributes/N2 | MAJOR
            DATA_STRUCTURE  | </str:DimensionList> | <str:Dimension id="SEX"><str:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=T:CS(1.0.0).AREA</str:ConceptIdentity></str:Dimension></str:DimensionList> | added dimensions/SEX | MAJOR
            """)
    void saysWhatAChangeMeans(ArtefactClass type, String from, String to, String difference, Impact impact)
            throws IOException {
        assertThat(MESSAGE).contains(from);
        List<Difference> found = differences(type, MESSAGE.replace(from, to));
        assertThat(found).extracting(d -> d.kind().word() + " " + d.path()).contains(difference);
        assertThat(Difference.impact(found)).isEqualTo(impact);
    }

    @Test
    void takesDimensionsOfAnEvolvingStructureForAnAdditionAndTheirOrderForTheKey() throws IOException {
        String evolving = MESSAGE.replace("id=\"DSD\"", "id=\"DSD\" evolvingStructure=\"true\"");
        String more = evolving.replace(
                "</str:DimensionList>",
                "<str:Dimension id=\"SEX\"><str:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept="
                        + "T:CS(1.0.0).AREA</str:ConceptIdentity></str:Dimension></str:DimensionList>");
        assertThat(Difference.impact(differences(ArtefactClass.DATA_STRUCTURE, evolving, more)))
                .isEqualTo(Impact.MINOR);
        String turned = evolving.replace("id=\"FREQ\"", "id=\"_\"")
                .replace("id=\"AREA\"", "id=\"FREQ\"")
                .replace("id=\"_\"", "id=\"AREA\"");
        assertThat(Difference.impact(differences(ArtefactClass.DATA_STRUCTURE, evolving, turned)))
                .isEqualTo(Impact.MAJOR);
    }

    @Test
    void comparesExtendedListsByTheCodesThatTheyHaveInTheEnd() throws IOException {
        String inlined = MESSAGE.replaceAll("(?s)<str:CodelistExtension>.*?</str:CodelistExtension>", "")
                .replace(
                        "<str:Code id=\"A\">",
                        "<str:Code id=\"X\"><com:Name>X</com:Name></str:Code><str:Code id=\"A\">");
        List<Difference> found = differences(ArtefactClass.CODELIST, inlined);
        assertThat(found).extracting(Difference::path).allMatch(path -> path.startsWith("extensions"));
        assertThat(Difference.impact(found)).isEqualTo(Impact.PATCH);
    }

    @Test
    void findsNothingBetweenEqualArtefactsOfDifferentVersions() throws IOException {
        for (ArtefactClass type :
                List.of(ArtefactClass.CODELIST, ArtefactClass.DATA_STRUCTURE, ArtefactClass.DATA_CONSTRAINT)) {
            assertThat(differences(
                            type,
                            MESSAGE.replaceAll("(agencyID=\"T\" version=\")1.0.0", "$12.0.0")
                                    .replace(
                                            "CL_BASE\" agencyID=\"T\" version=\"2.0.0",
                                            "CL_BASE\" agencyID=\"T\" version=\"1.0.0")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE,1.2.3", "PATCH,1.2.4", "MINOR,1.3.0", "MAJOR,2.0.0"})
    void countsUpTheVersion(Impact impact, String next) {
        assertThat(impact.next(Version.parse("1.2.3"))).isEqualTo(Version.parse(next));
    }

    private static List<Difference> differences(ArtefactClass type, String changed) throws IOException {
        return differences(type, MESSAGE, changed);
    }

    private static List<Difference> differences(ArtefactClass type, String before, String after) throws IOException {
        Catalogue a = read(before);
        Catalogue b = read(after);
        return StructureComparison.of(last(a, type), a, last(b, type), b);
    }

    private static MaintainableArtefact last(Catalogue catalogue, ArtefactClass type) {
        return catalogue
                .artefacts()
                .filter(artefact -> artefact.type() == type && !artefact.id().equals("CL_BASE"))
                .findFirst()
                .orElseThrow();
    }

    private static Catalogue read(String message) throws IOException {
        Problems problems = new Problems();
        Catalogue catalogue = Catalogue.of(
                StructureMessages.read(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)), problems)
                        .artefacts());
        assertThat(problems.errors() + problems.warnings())
                .as(problems.list().toString())
                .isZero();
        return catalogue;
    }
}
