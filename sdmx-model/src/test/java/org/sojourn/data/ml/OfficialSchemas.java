package org.sojourn.data.ml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.sojourn.format.DataFormat;
import org.sojourn.testing.Shared;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The official schemas of SDMX-ML, alone or together with the schema of one data structure. */
public final class OfficialSchemas {
    private OfficialSchemas() {}

    private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

    /** Validates a generic message; does nothing for structure-specific ones, which need a schema of their own, or without schemas. */
    static void validate(DataFormat format, byte[] message) throws IOException {
        boolean generic = format == DataFormat.ML_2_1_GENERIC || format == DataFormat.ML_2_1_GENERIC_TS;
        if (generic && Files.exists(Shared.root().resolve("schemas/ml-2.1"))) {
            List<String> faults = faults("2.1", Optional.empty(), message);
            if (!faults.isEmpty()) {
                throw new AssertionError(faults + "\n" + new String(message, java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    /**
     * What is wrong with a message.
     *
     * @param version of SDMX-ML, {@code 2.1}
     * @param specific the schema of the data structure
     */
    public static List<String> faults(String version, Optional<Path> specific, byte[] message) throws IOException {
        Path base = Shared.path("schemas/ml-" + version);
        Schema schema = COMPILED.computeIfAbsent(version + specific, k -> compile(base, specific));
        List<String> faults = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new Collector(faults));
        try {
            validator.validate(new StreamSource(new ByteArrayInputStream(message)));
        } catch (SAXException e) {
            faults.add(e.toString());
        }
        return faults;
    }

    private static Schema compile(Path base, Optional<Path> specific) {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
            factory.setResourceResolver(new Local(base, specific));
            List<Source> sources = new ArrayList<>();
            sources.add(new StreamSource(base.resolve("SDMXMessage.xsd").toFile()));
            specific.ifPresent(s -> sources.add(new StreamSource(s.toFile())));
            return factory.newSchema(sources.toArray(Source[]::new));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Collector(List<String> faults) implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) {
            faults.add(e.getLineNumber() + ": " + e.getMessage());
        }

        @Override
        public void fatalError(SAXParseException e) {
            error(e);
        }
    }

    /** Finds every schema by its file name, whatever address it is given: nothing is fetched from anywhere. */
    private record Local(Path base, Optional<Path> specific) implements LSResourceResolver {
        @Override
        public LSInput resolveResource(
                String type, String namespace, String publicId, String systemId, String baseUri) {
            String name = systemId.substring(systemId.lastIndexOf('/') + 1);
            Path found = base.resolve(name);
            for (Path folder = specific.map(Path::getParent).orElse(null);
                    folder != null && !Files.exists(found);
                    folder = folder.getParent()) {
                for (String sub : List.of("", "common")) {
                    if (!Files.exists(found)) {
                        found = folder.resolve(sub).resolve(name);
                    }
                }
            }
            return new Input(publicId, found);
        }
    }

    private static final class Input implements LSInput {
        private final String publicId;
        private final Path path;

        Input(String publicId, Path path) {
            this.publicId = publicId;
            this.path = path;
        }

        @Override
        public InputStream getByteStream() {
            try {
                return Files.newInputStream(path);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public String getSystemId() {
            return path.toUri().toString();
        }

        @Override
        public String getPublicId() {
            return publicId;
        }

        @Override
        public java.io.Reader getCharacterStream() {
            return null;
        }

        @Override
        public void setCharacterStream(java.io.Reader reader) {}

        @Override
        public void setByteStream(InputStream stream) {}

        @Override
        public String getStringData() {
            return null;
        }

        @Override
        public void setStringData(String data) {}

        @Override
        public void setSystemId(String id) {}

        @Override
        public void setPublicId(String id) {}

        @Override
        public String getBaseURI() {
            return null;
        }

        @Override
        public void setBaseURI(String uri) {}

        @Override
        public String getEncoding() {
            return null;
        }

        @Override
        public void setEncoding(String encoding) {}

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setCertifiedText(boolean certified) {}
    }
}
