package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sojourn.data.json.DataSchemas;
import org.sojourn.format.DataFormat;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.testing.Shared;

/**
 * Holds what a server answers against the official schemas: structures, errors and metadata as they are, structure-specific
 * data together with the schema that the same server gives for the namespace which the message names. Does nothing where the
 * schemas are not there; formats without a schema (SDMX-CSV, the draft of SDMX-JSON) are left out.
 */
final class OfficialAnswers {

    /** Types of which the official schemas allow no stub: they want content that a stub must not have. */
    private static final Pattern HOLLOW = Pattern.compile("content of element 'str:(Hierarchy|HierarchyAssociation|"
            + "(Metadata)?ProvisionAgreement|\\w+Map)' is not complete|"
            + "/data/metadataSets/\\d+: required property '(attributes|metadataProvisionAgreement)' not found");

    /** The namespace of each kind of data set of a message: what it is of, and the dimension at the observation. */
    private static final Pattern NAMESPACE = Pattern.compile("namespace=\"(urn:[^\"]+?):ObsLevelDim:([^\"]+)\"");

    private static final Map<String, Path> SCHEMAS = new ConcurrentHashMap<>();

    private OfficialAnswers() {}

    /** Registry messages: registrations, and what came of submissions. */
    private static final Map<String, StructureFormat> REGISTRY = Map.of(
            "application/vnd.sdmx.registry+xml;version=2.1", StructureFormat.ML_2_1,
            "application/vnd.sdmx.registry+xml;version=3.0.0", StructureFormat.ML_3_0,
            "application/vnd.sdmx.registry+xml;version=3.1.0", StructureFormat.ML_3_1);

    /** Fails where an answer is of a format with a schema and does not obey it; packed or partial ones are passed over. */
    static void check(Exchange server, String path, Exchange.Answer answer) {
        if (!Files.exists(Shared.root().resolve("schemas"))
                || answer.bytes().length == 0
                || answer.status() == 206
                || !answer.header("Content-Encoding").isEmpty()) {
            return;
        }
        try {
            List<String> errors = errors(server, answer);
            if (path.contains("stubs")) {
                errors = errors.stream().filter(e -> !HOLLOW.matcher(e).find()).toList();
            }
            assertThat(errors).as(path + " as " + answer.header("Content-Type")).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> errors(Exchange server, Exchange.Answer answer) throws IOException {
        String type = answer.header("Content-Type");
        for (StructureFormat format : StructureFormat.values()) {
            if (format.mediaType().equals(type)) {
                return OfficialSchemas.errors(format, answer.bytes());
            }
        }
        StructureFormat registry = REGISTRY.get(type);
        if (registry != null) {
            return OfficialSchemas.errors(registry, answer.bytes());
        }
        for (MetadataFormat format : MetadataFormat.values()) {
            if (format.mediaType().equals(type)) {
                return metadataErrors(format, answer.bytes());
            }
        }
        for (DataFormat format : DataFormat.values()) {
            if (format.mediaType().equals(type)) {
                return switch (format.family()) {
                    case JSON ->
                        format == DataFormat.JSON_1_0_WD ? List.of() : DataSchemas.errors(format, answer.bytes());
                    case ML -> mlErrors(server, format, answer);
                    case CSV -> List.of();
                };
            }
        }
        return List.of();
    }

    private static List<String> metadataErrors(MetadataFormat format, byte[] message) throws IOException {
        return switch (format) {
            case ML_2_1_GENERIC -> OfficialSchemas.metadataErrors(StructureFormat.ML_2_1, message);
            case ML_3_0 -> OfficialSchemas.metadataErrors(StructureFormat.ML_3_0, message);
            case ML_3_1 -> OfficialSchemas.metadataErrors(StructureFormat.ML_3_1, message);
            case JSON_1_0 -> OfficialSchemas.metadataErrors(StructureFormat.JSON_1_0, message);
            case JSON_2_0 -> withoutOldVersions(OfficialSchemas.metadataErrors(StructureFormat.JSON_2_0, message));
            case JSON_2_1 -> withoutOldVersions(OfficialSchemas.metadataErrors(StructureFormat.JSON_2_1, message));
            case ML_2_1_SS, CSV_2_0, CSV_2_1 -> List.of();
        };
    }

    /** Reports of 2.1 are metadata sets of version 1.0: the schemas of JSON want three numbers, and another version were another set. */
    private static List<String> withoutOldVersions(List<String> errors) {
        return errors.stream()
                .filter(e -> !e.matches("/data/metadataSets/\\d+/version: does not match .*"))
                .toList();
    }

    private static List<String> mlErrors(Exchange server, DataFormat format, Exchange.Answer answer)
            throws IOException {
        String version = format.mediaType().replaceAll(".*version=(\\d\\.\\d).*", "$1");
        if (format == DataFormat.ML_2_1_GENERIC || format == DataFormat.ML_2_1_GENERIC_TS) {
            return org.sojourn.data.ml.OfficialSchemas.faults(version, Optional.empty(), answer.bytes());
        }
        Path specific = schema(server, version, answer.text());
        return org.sojourn.data.ml.OfficialSchemas.faults(version, Optional.of(specific), answer.bytes());
    }

    /** One schema that imports those of all namespaces of a message. */
    private static Path schema(Exchange server, String version, String message) {
        boolean deletion = message.contains("action=\"Delete\"");
        TreeSet<String> namespaces = new TreeSet<>();
        NAMESPACE.matcher(message).results().map(MatchResult::group).forEach(namespaces::add);
        assertThat(namespaces).as("namespaces of a structure-specific message").isNotEmpty();
        return SCHEMAS.computeIfAbsent(
                server.port() + version + deletion + namespaces,
                key -> written(server, version, List.copyOf(namespaces), deletion));
    }

    private static Path written(Exchange server, String version, List<String> namespaces, boolean deletion) {
        try {
            Path folder = Files.createTempDirectory("sojourn-schemas");
            List<String> imports = new ArrayList<>();
            for (String each : namespaces) {
                Matcher namespace = NAMESPACE.matcher(each);
                assertThat(namespace.matches()).isTrue();
                Urn urn = Urn.parse(namespace.group(1));
                boolean old = version.equals("2.1");
                String path = (old ? "/sdmx/v1/schema/" : "/sdmx/v2/schema/")
                        + urn.type().resource() + "/" + urn.agency()
                        + "/" + urn.id() + "/" + urn.version() + "?dimensionAtObservation=" + namespace.group(2)
                        + (deletion && !old ? "&deletion=true" : "");
                String type = "application/vnd.sdmx.schema+xml;version=" + (old ? version : version + ".0");
                String name = "specific" + imports.size() + ".xsd";
                Files.write(
                        folder.resolve(name),
                        server.get(path, "Accept", type).expect(200).bytes());
                imports.add("<xs:import namespace=\"" + namespace.group(1) + ":ObsLevelDim:" + namespace.group(2)
                        + "\" schemaLocation=\"" + name + "\"/>");
            }
            Path all = folder.resolve("all.xsd");
            Files.writeString(
                    all,
                    "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">" + String.join("", imports)
                            + "</xs:schema>");
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
