package org.sojourn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.query.Query;
import org.sojourn.query.V1Grammar;
import org.sojourn.query.V2Grammar;
import org.sojourn.rules.Problems;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.testing.Shared;

/** Each message is first held against the official schema: what is read here is what may be sent. */
class QueryMessagesTest {
    private static final V1Grammar V1 = new V1Grammar(ZoneOffset.UTC);
    private static final V2Grammar V2 = new V2Grammar(ZoneOffset.UTC);
    private static final String NS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query_demo_stub.xml | datastructure/ESTAT/DEMOGRAPHY?detail=allstubs",
                "query_esms_children.xml | metadatastructure/ESTAT/ESMS/1.0?detail=referencestubs&references=children"
            })
    void readsTheOfficialSamples(String file, String url) throws IOException {
        byte[] sample = Files.readAllBytes(Shared.path("samples/ml-2.1/query/" + file));
        assertThat(V1.print(query(sample))).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query_cl_all.xml | detail=CascadedMatchedItems",
                "query_cl_regions.xml | CodeWhere without an ID, by the Parent",
                "query_esms_descendants.xml | returnMatchedArtefact=false"
            })
    void refusesByNameTheOfficialSamplesThatNoUrlCanSay(String file, String what) throws IOException {
        byte[] sample = Files.readAllBytes(Shared.path("samples/ml-2.1/query/" + file));
        assertThatThrownBy(() -> query(sample))
                .isInstanceOfSatisfying(
                        SdmxException.class, e -> assertThat(e.kind()).isEqualTo(SdmxException.Kind.NOT_IMPLEMENTED))
                .hasMessageContaining(what);
    }

    @Test
    void readsConditionsOnDataAsFilters() throws IOException {
        Query query = query(valid("GenericDataQuery", """
                <q:ReturnDetails detail="DataOnly">
                  <q:FirstNObservations>2</q:FirstNObservations>
                  <q:Structure structureID="S" dimensionAtObservation="AllDimensions">
                    <c:StructureUsage><Ref agencyID="MIG" id="DF" version="1.0"/></c:StructureUsage>
                  </q:Structure>
                </q:ReturnDetails>
                <q:DataWhere>
                  <q:Dataflow><Ref agencyID="MIG" id="DF" version="1.0"/></q:Dataflow>
                  <q:Updated><c:AfterPeriod>2020-01-01T00:00:00Z</c:AfterPeriod></q:Updated>
                  <q:DimensionValue><q:ID>FREQ</q:ID><q:Value>A</q:Value></q:DimensionValue>
                  <q:TimeDimensionValue>
                    <q:TimeValue operator="greaterThanOrEqual">2010</q:TimeValue>
                    <q:TimeValue operator="lessThanOrEqual">2020</q:TimeValue>
                  </q:TimeDimensionValue>
                  <q:Or>
                    <q:DimensionValue><q:ID>REF_AREA</q:ID><q:Value>FR</q:Value></q:DimensionValue>
                    <q:DimensionValue><q:ID>REF_AREA</q:ID><q:Value>DE</q:Value></q:DimensionValue>
                  </q:Or>
                </q:DataWhere>
                """));
        String url = V2.print(query);
        assertThat(url)
                .startsWith("data/dataflow/MIG/DF/1.0?")
                .contains(
                        "c[FREQ]=A",
                        "c[REF_AREA]=FR,DE",
                        "c[TIME_PERIOD]=ge:2010+le:2020",
                        "updatedAfter=2020-01-01T00:00:00Z",
                        "firstNObservations=2",
                        "dimensionAtObservation=AllDimensions",
                        "attributes=none");
        int mark = url.indexOf('?');
        assertThat(V2.parse(url.substring(0, mark), url.substring(mark + 1)).query())
                .isEqualTo(query);
    }

    @Test
    void readsProvidersAndPeriodsThatTheFirstGenerationCanSay() throws IOException {
        Query query = query(valid("StructureSpecificTimeSeriesDataQuery", """
                <q:ReturnDetails detail="SeriesKeyOnly"/>
                <q:DataWhere>
                  <q:DataProvider><Ref agencyID="SDMX" id="NSO" maintainableParentID="DATA_PROVIDERS"
                      maintainableParentVersion="1.0"/></q:DataProvider>
                  <q:Dataflow><Ref agencyID="MIG" id="DF" version="2.0"/></q:Dataflow>
                  <q:TimeDimensionValue><q:TimeValue operator="greaterThanOrEqual">2010-01</q:TimeValue>
                  </q:TimeDimensionValue>
                </q:DataWhere>
                """));
        assertThat(V1.print(query)).isEqualTo("data/MIG,DF,2.0/all/SDMX,NSO?startPeriod=2010-01&detail=serieskeysonly");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<q:Category><Ref agencyID='A' id='B' maintainableParentID='C'/></q:Category> | Category",
                "<q:DataStructure><Ref agencyID='A' id='B'/></q:DataStructure><q:Dataflow><Ref agencyID='A' id='B'/></q:Dataflow> | DataStructure and Dataflow at once",
                "<q:Or><q:DimensionValue><q:ID>A</q:ID><q:Value>1</q:Value></q:DimensionValue><q:DimensionValue><q:ID>B</q:ID><q:Value>1</q:Value></q:DimensionValue></q:Or> | alternatives over several components: [A, B]",
                "<q:Updated><c:BeforePeriod>2020-01-01T00:00:00Z</c:BeforePeriod></q:Updated> | Updated other than after a moment",
                "<q:TimeFormat>GregorianTimePeriod</q:TimeFormat> | TimeFormat",
                "<q:DataSetID>X</q:DataSetID> | DataSetID"
            })
    void refusesByNameConditionsOnDataThatNoUrlCanSay(String where, String what) throws IOException {
        byte[] message = valid("GenericDataQuery", "<q:ReturnDetails/><q:DataWhere>" + where + "</q:DataWhere>");
        assertThatThrownBy(() -> query(message))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("what the REST interfaces cannot say")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Codelist | MatchedItems | <q:None/> | <q:ID>CL</q:ID><q:AgencyID>A</q:AgencyID><q:CodeWhere><q:ID>X</q:ID></q:CodeWhere> | codelist/A/CL/all/X",
                "ConceptScheme | Full | <q:ParentsAndSiblings/> | <q:ID>CS</q:ID><q:Version>1.0</q:Version><q:AgencyID>A</q:AgencyID> | conceptscheme/A/CS/1.0?references=parentsandsiblings",
                "Dataflow | CompleteStub | <q:None/> | <q:AgencyID>A</q:AgencyID> | dataflow/A/all/all?detail=allcompletestubs",
                "Constraint | Full | <q:None/> | <q:ID>C</q:ID><q:Version>*</q:Version> | contentconstraint/all/C/all",
                "ProvisionAgreement | Full | <q:SpecificObjects><c:Dataflow/></q:SpecificObjects> | <q:ID>P</q:ID><q:VersionActive>true</q:VersionActive> | provisionagreement/all/P?references=dataflow",
                "CategoryScheme | MatchedItems | <q:None/> | <q:ID>C</q:ID><q:Version>1.0</q:Version><q:AgencyID>A</q:AgencyID><q:CategoryWhere><q:ID>X</q:ID><q:CategoryWhere><q:ID>Y</q:ID></q:CategoryWhere></q:CategoryWhere> | categoryscheme/A/C/1.0/X.Y",
                "Codelist | Full | <q:None/> | <q:URN>urn:sdmx:org.sdmx.infomodel.codelist.Codelist=A:B(2.0)</q:URN> | codelist/A/B/2.0"
            })
    void readsQuestionsForEachKindOfStructure(String kind, String detail, String references, String where, String url)
            throws IOException {
        byte[] message = valid(
                kind + "Query",
                "<q:ReturnDetails detail='%s'><q:References>%s</q:References></q:ReturnDetails><q:%sWhere>%s</q:%sWhere>"
                        .formatted(detail, references, kind, where, kind));
        Query query = query(message);
        assertThat(V1.print(query)).isEqualTo(url);
        if (!kind.equals("Constraint")) { // the second generation has other constraints
            assertThat(V2.print(query)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<q:Name>word</q:Name><q:ID>A</q:ID> | Name",
                "<q:ID operator='contains'>A</q:ID> | ID with operator contains",
                "<q:Annotation><q:Type>T</q:Type></q:Annotation> | Annotation",
                "<q:ID>A</q:ID><q:VersionTo><c:BeforePeriod>2020</c:BeforePeriod></q:VersionTo> | VersionTo"
            })
    void refusesByNameConditionsOnStructuresThatNoUrlCanSay(String where, String what) throws IOException {
        byte[] message = message(
                "CodelistQuery",
                "<q:ReturnDetails><q:References><q:None/></q:References></q:ReturnDetails><q:CodelistWhere>" + where
                        + "</q:CodelistWhere>");
        assertThatThrownBy(() -> query(message))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining(what);
    }

    private static final String PROVIDER =
            "<q:DataProvider><Ref agencyID='SDMX' id='NSO' maintainableParentID='DATA_PROVIDERS'"
                    + " maintainableParentVersion='1.0'/></q:DataProvider>";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$P<q:Metadataflow><Ref agencyID='A' id='MDF' version='1.0'/></q:Metadataflow> | metadata/A,MDF,1.0/all/SDMX,NSO | metadata/metadataflow/A/MDF/1.0/SDMX.NSO",
                "<q:Updated><c:AfterPeriod>2020-01-01T00:00:00Z</c:AfterPeriod></q:Updated> | metadata/all,all,all?updatedAfter=2020-01-01T00:00:00Z | ",
                "<q:Or><q:Metadataflow><Ref agencyID='A' id='X' version='1.0'/></q:Metadataflow><q:Metadataflow><Ref agencyID='A' id='Y' version='1.0'/></q:Metadataflow></q:Or> | | metadata/metadataflow/A/X,Y/1.0",
                "<q:MetadataSetID>S1</q:MetadataSetID>$P | | metadata/metadataset/NSO/S1/*",
                "<q:AttachedObject><Ref agencyID='A' id='DF' version='1.0' class='Dataflow' package='datastructure'/></q:AttachedObject> | | metadata/structure/dataflow/A/DF/1.0",
                "' ' | metadata/all,all,all | metadata/metadataflow/*/*/*"
            })
    void readsQuestionsForMetadataThatAUrlCanSay(String where, String v1, String v2) throws IOException {
        for (String root : List.of("GenericMetadataQuery", "StructureSpecificMetadataQuery")) {
            Query query = query(valid(
                    root,
                    "<q:ReturnDetails/><q:MetadataParameters>" + where.replace("$P", PROVIDER)
                            + "</q:MetadataParameters>"));
            if (v1 != null) {
                assertThat(V1.print(query)).isEqualTo(v1);
            }
            if (v2 != null) {
                assertThat(V2.print(query)).isEqualTo(v2);
                assertThat(V2.parse(v2, "").query()).isEqualTo(query);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<q:MetadataStructure><Ref agencyID='A' id='B'/></q:MetadataStructure> | element 'MetadataStructure'",
                "<q:ReportStructureValue><q:ID>R</q:ID></q:ReportStructureValue> | element 'ReportStructureValue'",
                "<q:AttachedDataKey><c:KeyValue id='F'><c:Value>A</c:Value></c:KeyValue></q:AttachedDataKey> | element 'AttachedDataKey'",
                "<q:MetadataSetID operator='contains'>S</q:MetadataSetID> | MetadataSetID with operator contains",
                "<q:MetadataSetID>S</q:MetadataSetID><q:Metadataflow><Ref agencyID='A' id='X'/></q:Metadataflow> | more than one of their ids, their flow",
                "<q:AttachedObject><Ref agencyID='A' id='C' maintainableParentID='CL' class='Code' package='codelist'/></q:AttachedObject> | what is attached to a Code",
                "<q:Or><q:Metadataflow><Ref agencyID='A' id='X'/></q:Metadataflow><q:Metadataflow><Ref agencyID='B' id='Y'/></q:Metadataflow></q:Or> | differ in more than one part"
            })
    void refusesByNameQuestionsForMetadataThatNoUrlCanSay(String where, String what) throws IOException {
        byte[] message = valid(
                "GenericMetadataQuery", "<q:ReturnDetails/><q:MetadataParameters>" + where + "</q:MetadataParameters>");
        assertThatThrownBy(() -> query(message))
                .isInstanceOfSatisfying(
                        SdmxException.class, e -> assertThat(e.kind()).isEqualTo(SdmxException.Kind.NOT_IMPLEMENTED))
                .hasMessageContaining(what);
    }

    @Test
    void readsQuestionsForSchemas() throws IOException {
        Query query = query(valid(
                "DataSchemaQuery",
                "<q:DataStructure structureID='S' dimensionAtObservation='TIME_PERIOD'>"
                        + "<c:Structure><Ref agencyID='A' id='B' version='1.0'/></c:Structure></q:DataStructure>"));
        assertThat(V1.print(query)).isEqualTo("schema/datastructure/A/B/1.0?dimensionAtObservation=TIME_PERIOD");
    }

    @Test
    void refusesWhatIsNoQueryOfThatVersion() {
        for (String text : List.of(
                "<a/>",
                "<m:Structure xmlns:m='" + NS + "message'/>",
                "<m:CodelistQuery xmlns:m='" + NS.replace("v2_1", "v3_0") + "message'/>",
                "<m:CodelistQuery xmlns:m='" + NS + "message'/>",
                "<m:CodelistQuery xmlns:m='" + NS + "message'><m:Query/></m:CodelistQuery>",
                "<m:GenericMetadataQuery xmlns:m='" + NS + "message'><m:Query/></m:GenericMetadataQuery>",
                "<m:CodelistQuery xmlns:m='" + NS + "message'><m:Query>")) {
            assertThatThrownBy(() -> query(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isInstanceOf(SdmxException.class);
        }
    }

    private static Query query(byte[] message) throws IOException {
        Problems problems = new Problems();
        Query query =
                QueryMessages.read(new ByteArrayInputStream(message), problems).query();
        assertThat(problems.errors()).isZero();
        return query;
    }

    private static byte[] valid(String root, String query) throws IOException {
        byte[] message = message(root, query);
        assertThat(OfficialSchemas.errors(StructureFormat.ML_2_1, message)).isEmpty();
        return message;
    }

    private static byte[] message(String root, String query) {
        return """
                <m:%1$s xmlns:m="%2$smessage" xmlns:q="%2$squery" xmlns:c="%2$scommon">
                  <m:Header><m:ID>Q</m:ID><m:Test>false</m:Test><m:Prepared>2020-01-01T00:00:00</m:Prepared>
                    <m:Sender id="A"/><m:Receiver id="B"/></m:Header>
                  <m:Query>%3$s</m:Query>
                </m:%1$s>
                """.formatted(root, NS, query).getBytes(StandardCharsets.UTF_8);
    }
}
