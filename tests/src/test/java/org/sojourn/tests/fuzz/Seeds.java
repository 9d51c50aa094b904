package org.sojourn.tests.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Fixtures;
import org.sojourn.data.RandomData;
import org.sojourn.format.DataFormat;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.metadata.RandomMetadata;
import org.sojourn.model.SdmxException;
import org.sojourn.registry.RandomRegistry;
import org.sojourn.registry.RegistryMessages;
import org.sojourn.rules.Problems;
import org.sojourn.structure.RandomStructures;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** Writes good messages of every format for the fuzzer to begin with. */
final class Seeds {

    private static final List<String> QUERIES = List.of(
            "data/ECB,EXR,1.0/D.USD+JPY.EUR..A/ECB?startPeriod=2020&endPeriod=2020-12&detail=full&firstNObservations=2",
            "codelist/SDMX/CL_FREQ/latest/A+M?references=all&detail=allstubs",
            "availableconstraint/EXR/all/all/FREQ?mode=available&references=codelist",
            "schema/dataflow/ECB/EXR/1.0?dimensionAtObservation=AllDimensions",
            "structure/dataflow,codelist/MIG,ESTAT/*/1.0+.0,~?references=descendants&detail=full",
            "data/dataflow/MIG/DF/1.0.0/A.*.M,D.FR?c%5BTIME_PERIOD%5D=ge:2020+le:2022,eq:2024&attributes=dsd,msd&measures=all",
            "data/*/*/*/*/*?sort=TIME_PERIOD:desc+SEX&offset=3&limit=9&asOf=2024-01-01T00:00:00Z&updatedAfter=2023",
            "availability/dataflow/MIG/DF/1.0.0/*/SEX,AGE?mode=exact&c[FREQ]=ne:A",
            "metadata/metadataflow/MIG/MF/~/MIG.PROVIDER?detail=allstubs",
            "registration/provider/MIG/UNDESA?updatedAfter=2020-01-01T00:00:00Z");

    /** Kinds of query messages of 2.1 with what stands in their Query. */
    private static final List<List<String>> QUESTIONS = List.of(
            List.of("GenericDataQuery", """
                    <q:ReturnDetails detail="DataOnly"><q:FirstNObservations>2</q:FirstNObservations>
                    <q:Structure structureID="S" dimensionAtObservation="AllDimensions"><c:StructureUsage>
                    <Ref agencyID="MIG" id="DF" version="1.0"/></c:StructureUsage></q:Structure></q:ReturnDetails>
                    <q:DataWhere><q:Dataflow><Ref agencyID="MIG" id="DF" version="1.0"/></q:Dataflow>
                    <q:Updated><c:AfterPeriod>2020-01-01T00:00:00Z</c:AfterPeriod></q:Updated>
                    <q:DimensionValue><q:ID>FREQ</q:ID><q:Value>A</q:Value></q:DimensionValue>
                    <q:TimeDimensionValue><q:TimeValue operator="greaterThanOrEqual">2010</q:TimeValue>
                    <q:TimeValue operator="lessThanOrEqual">2020</q:TimeValue></q:TimeDimensionValue>
                    <q:Or><q:DimensionValue><q:ID>A</q:ID><q:Value>F</q:Value></q:DimensionValue>
                    <q:DimensionValue><q:ID>A</q:ID><q:Value>D</q:Value></q:DimensionValue></q:Or></q:DataWhere>"""),
            List.of("StructureSpecificTimeSeriesDataQuery", """
                    <q:ReturnDetails detail="SeriesKeyOnly"/><q:DataWhere><q:DataProvider><Ref agencyID="SDMX" id="NSO"
                    maintainableParentID="DATA_PROVIDERS" maintainableParentVersion="1.0"/></q:DataProvider></q:DataWhere>"""),
            List.of("CodelistQuery", """
                    <q:ReturnDetails detail="MatchedItems"><q:References><q:None/></q:References></q:ReturnDetails>
                    <q:CodelistWhere><q:ID>CL</q:ID><q:Version>1.0</q:Version><q:AgencyID>A</q:AgencyID>
                    <q:CodeWhere><q:ID>X</q:ID></q:CodeWhere></q:CodelistWhere>"""),
            List.of("CategorySchemeQuery", """
                    <q:ReturnDetails detail="Full"><q:References><q:SpecificObjects><c:Dataflow/></q:SpecificObjects>
                    </q:References></q:ReturnDetails><q:CategorySchemeWhere><q:ID>C</q:ID><q:VersionActive>true
                    </q:VersionActive><q:CategoryWhere><q:ID>X</q:ID><q:CategoryWhere><q:ID>Y</q:ID></q:CategoryWhere>
                    </q:CategoryWhere></q:CategorySchemeWhere>"""),
            List.of("CodelistQuery", """
                    <q:ReturnDetails detail="CompleteStub"><q:References><q:ParentsAndSiblings/></q:References>
                    </q:ReturnDetails><q:CodelistWhere><q:URN>urn:sdmx:org.sdmx.infomodel.codelist.Codelist=A:B(2.0)
                    </q:URN></q:CodelistWhere>"""),
            List.of("DataSchemaQuery", """
                    <q:DataStructure structureID="S" dimensionAtObservation="TIME_PERIOD"><c:Structure>
                    <Ref agencyID="A" id="B" version="1.0"/></c:Structure></q:DataStructure>"""));

    private Seeds() {}

    /** @param args the folder below which each target has one of its own */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        for (DataFormat format : DataFormat.values()) {
            FuzzTarget target = switch (format.family()) {
                case ML -> FuzzTarget.DATA_XML;
                case JSON -> FuzzTarget.DATA_JSON;
                case CSV -> FuzzTarget.DATA_CSV;
            };
            for (DataStructureView structure : Fixtures.ALL) {
                for (String pivot : Fixtures.pivots(structure)) {
                    try {
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        new RandomData(List.of(structure), 1, pivot)
                                .transferTo(
                                        DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
                        put(
                                root,
                                target,
                                format.formatName() + "-"
                                        + structure.structure().id() + "-" + pivot,
                                out);
                    } catch (SdmxException e) {
                        continue; // what the format cannot hold
                    }
                }
            }
        }
        for (StructureFormat format : StructureFormat.values()) {
            for (long seed = 0; seed < 4; seed++) {
                try {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    StructureMessages.write(
                            new RandomStructures(seed, Optional.of(format)).message(),
                            format,
                            StructureWriterOptions.COMPACT,
                            out,
                            new Problems());
                    put(
                            root,
                            format.formatName().contains("json") ? FuzzTarget.STRUCTURE_JSON : FuzzTarget.STRUCTURE_XML,
                            format.formatName() + "-" + seed,
                            out);
                } catch (SdmxException e) {
                    continue;
                }
            }
        }
        for (MetadataFormat format : MetadataFormat.values()) {
            for (long seed = 0; seed < 3; seed++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                MetadataMessages.write(
                        new RandomMetadata(seed, Optional.of(format)).message(),
                        format,
                        StructureWriterOptions.COMPACT,
                        out,
                        new Problems());
                put(root, FuzzTarget.METADATA, format.formatName() + "-" + seed, out);
            }
        }
        for (StructureFormat format : List.of(StructureFormat.ML_2_1, StructureFormat.ML_3_0, StructureFormat.ML_3_1)) {
            for (long seed = 0; seed < 2 * RandomRegistry.KINDS; seed++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                RegistryMessages.write(new RandomRegistry(seed, format).message(), out, new Problems());
                put(root, FuzzTarget.REGISTRY, format.formatName() + "-" + seed, out);
            }
        }
        for (int i = 0; i < QUESTIONS.size(); i++) {
            put(root, FuzzTarget.QUERY_MESSAGE, "question-" + i, question(QUESTIONS.get(i)));
        }
        put(root, FuzzTarget.WORKBOOK, "workbook", SheetInWorkbook.workbook());
        put(root, FuzzTarget.SHEET, "sheet", SheetInWorkbook.sheet());
        for (int i = 0; i < QUERIES.size(); i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(QUERIES.get(i).getBytes(StandardCharsets.UTF_8));
            put(root, FuzzTarget.QUERY_V1, "query-" + i, out);
            put(root, FuzzTarget.QUERY_V2, "query-" + i, out);
        }
    }

    private static byte[] question(List<String> rootAndQuery) {
        return """
                <m:%1$s xmlns:m="%2$smessage" xmlns:q="%2$squery" xmlns:c="%2$scommon">
                <m:Header><m:ID>Q</m:ID><m:Test>false</m:Test><m:Prepared>2020-01-01T00:00:00</m:Prepared>
                <m:Sender id="A"/><m:Receiver id="B"/></m:Header><m:Query>%3$s</m:Query></m:%1$s>""".formatted(
                        rootAndQuery.getFirst(),
                        "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/",
                        rootAndQuery.getLast())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void put(Path root, FuzzTarget target, String name, ByteArrayOutputStream content)
            throws IOException {
        put(root, target, name, content.toByteArray());
    }

    private static void put(Path root, FuzzTarget target, String name, byte[] content) throws IOException {
        Path folder = Files.createDirectories(root.resolve(target.folder()));
        Files.write(folder.resolve(name), content);
    }
}
