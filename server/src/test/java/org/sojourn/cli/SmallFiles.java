package org.sojourn.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Messages about asylum applications, small enough to read. */
final class SmallFiles {

    static final String STRUCTURES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
                xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
                xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
              <mes:Header>
                <mes:ID>ASY</mes:ID><mes:Test>false</mes:Test>
                <mes:Prepared>2025-02-01T00:00:00Z</mes:Prepared><mes:Sender id="NSO"/>
              </mes:Header>
              <mes:Structures>
                <str:Dataflows>
                  <str:Dataflow id="ASYLUM" agencyID="NSO" version="1.0">
                    <com:Name xml:lang="en">Asylum applications</com:Name>
                    <str:Structure><Ref id="DSD_ASY" agencyID="NSO" version="1.0" class="DataStructure"/></str:Structure>
                  </str:Dataflow>
                </str:Dataflows>
                <str:Codelists>
                  <str:Codelist id="CL_AREA" agencyID="NSO" version="1.0">
                    <com:Name xml:lang="en">Areas</com:Name>
                    <str:Code id="FR"><com:Name xml:lang="en">France</com:Name></str:Code>
                    <str:Code id="ES"><com:Name xml:lang="en">Spain</com:Name></str:Code>
                  </str:Codelist>
                </str:Codelists>
                <str:Concepts>
                  <str:ConceptScheme id="CONCEPTS" agencyID="NSO" version="1.0">
                    <com:Name xml:lang="en">Concepts</com:Name>
                    <str:Concept id="AREA"><com:Name xml:lang="en">Area</com:Name></str:Concept>
                    <str:Concept id="SEX"><com:Name xml:lang="en">Sex</com:Name></str:Concept>
                    <str:Concept id="TIME_PERIOD"><com:Name xml:lang="en">Time</com:Name></str:Concept>
                    <str:Concept id="OBS_VALUE"><com:Name xml:lang="en">Persons</com:Name></str:Concept>
                    <str:Concept id="NOTE"><com:Name xml:lang="en">Note</com:Name></str:Concept>
                  </str:ConceptScheme>
                </str:Concepts>
                <str:DataStructures>
                  <str:DataStructure id="DSD_ASY" agencyID="NSO" version="1.0">
                    <com:Name xml:lang="en">Asylum applications</com:Name>
                    <str:DataStructureComponents>
                      <str:DimensionList id="DimensionDescriptor">
                        <str:Dimension id="AREA" position="1">
                          <str:ConceptIdentity><Ref id="AREA" maintainableParentID="CONCEPTS" agencyID="NSO"
                              maintainableParentVersion="1.0" class="Concept"/></str:ConceptIdentity>
                          <str:LocalRepresentation><str:Enumeration><Ref id="CL_AREA" agencyID="NSO" version="1.0" class="Codelist"/>
                          </str:Enumeration></str:LocalRepresentation>
                        </str:Dimension>
                        <str:Dimension id="SEX" position="2">
                          <str:ConceptIdentity><Ref id="SEX" maintainableParentID="CONCEPTS" agencyID="NSO"
                              maintainableParentVersion="1.0" class="Concept"/></str:ConceptIdentity>
                        </str:Dimension>
                        <str:TimeDimension id="TIME_PERIOD" position="3">
                          <str:ConceptIdentity><Ref id="TIME_PERIOD" maintainableParentID="CONCEPTS" agencyID="NSO"
                              maintainableParentVersion="1.0" class="Concept"/></str:ConceptIdentity>
                          <str:LocalRepresentation><str:TextFormat textType="ObservationalTimePeriod"/>
                          </str:LocalRepresentation>
                        </str:TimeDimension>
                      </str:DimensionList>
                      <str:AttributeList id="AttributeDescriptor">
                        <str:Attribute id="NOTE" assignmentStatus="Conditional">
                          <str:ConceptIdentity><Ref id="NOTE" maintainableParentID="CONCEPTS" agencyID="NSO"
                              maintainableParentVersion="1.0" class="Concept"/></str:ConceptIdentity>
                          <str:AttributeRelationship><str:PrimaryMeasure><Ref id="OBS_VALUE"/></str:PrimaryMeasure>
                          </str:AttributeRelationship>
                        </str:Attribute>
                      </str:AttributeList>
                      <str:MeasureList id="MeasureDescriptor">
                        <str:PrimaryMeasure id="OBS_VALUE">
                          <str:ConceptIdentity><Ref id="OBS_VALUE" maintainableParentID="CONCEPTS" agencyID="NSO"
                              maintainableParentVersion="1.0" class="Concept"/></str:ConceptIdentity>
                          <str:LocalRepresentation><str:TextFormat textType="Decimal"/></str:LocalRepresentation>
                        </str:PrimaryMeasure>
                      </str:MeasureList>
                    </str:DataStructureComponents>
                  </str:DataStructure>
                </str:DataStructures>
              </mes:Structures>
            </mes:Structure>
            """;

    static final String CSV = """
            DATAFLOW,AREA,SEX,TIME_PERIOD,OBS_VALUE,NOTE
            NSO:ASYLUM(1.0),FR,F,2023,1.50,
            NSO:ASYLUM(1.0),FR,F,2024,2,estimated
            NSO:ASYLUM(1.0),ES,M,2024,NaN,
            """;

    /** The same figures in the layout that tells dimensions from attributes by itself. */
    static final String GENERIC = """
            <?xml version="1.0" encoding="UTF-8"?>
            <mes:GenericData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
                xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
                xmlns:gen="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic">
              <mes:Header>
                <mes:ID>D</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2025-02-01T00:00:00Z</mes:Prepared>
                <mes:Sender id="NSO"/>
                <mes:Structure structureID="S" dimensionAtObservation="TIME_PERIOD">
                  <com:StructureUsage><Ref id="ASYLUM" agencyID="NSO" version="1.0" class="Dataflow"/>
                  </com:StructureUsage>
                </mes:Structure>
              </mes:Header>
              <mes:DataSet structureRef="S">
                <gen:Series>
                  <gen:SeriesKey><gen:Value id="AREA" value="FR"/><gen:Value id="SEX" value="F"/></gen:SeriesKey>
                  <gen:Obs><gen:ObsDimension value="2023"/><gen:ObsValue value="1.50"/></gen:Obs>
                  <gen:Obs><gen:ObsDimension value="2024"/><gen:ObsValue value="2"/>
                    <gen:Attributes><gen:Value id="NOTE" value="estimated"/></gen:Attributes></gen:Obs>
                </gen:Series>
                <gen:Series>
                  <gen:SeriesKey><gen:Value id="AREA" value="ES"/><gen:Value id="SEX" value="M"/></gen:SeriesKey>
                  <gen:Obs><gen:ObsDimension value="2024"/><gen:ObsValue value="NaN"/></gen:Obs>
                </gen:Series>
              </mes:DataSet>
            </mes:GenericData>
            """;

    private SmallFiles() {}

    static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    static byte[] gzip(String content) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
