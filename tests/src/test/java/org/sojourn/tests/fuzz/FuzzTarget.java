package org.sojourn.tests.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataMessages;
import org.sojourn.data.Fixtures;
import org.sojourn.data.office.WorkbookText;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.SdmxException;
import org.sojourn.query.ParsedQuery;
import org.sojourn.query.Query;
import org.sojourn.query.V1Grammar;
import org.sojourn.query.V2Grammar;
import org.sojourn.registry.QueryMessages;
import org.sojourn.registry.RegistryMessage;
import org.sojourn.registry.RegistryMessages;
import org.sojourn.rules.Problems;
import org.sojourn.structure.StructureMessages;
import org.sojourn.validation.DataValidator;
import org.sojourn.validation.StructureValidator;

/** A parser that takes what strangers send: whatever it is, the parser reads it or refuses it in words. */
enum FuzzTarget {
    DATA_XML {
        @Override
        void parse(byte[] input) throws IOException {
            data(input, DataFormat.ML_3_1);
        }
    },
    DATA_JSON {
        @Override
        void parse(byte[] input) throws IOException {
            data(input, DataFormat.JSON_2_1);
        }
    },
    DATA_CSV {
        @Override
        void parse(byte[] input) throws IOException {
            data(input, DataFormat.CSV_2_1);
        }
    },
    STRUCTURE_XML {
        @Override
        void parse(byte[] input) throws IOException {
            structures(input, StructureFormat.ML_3_1);
        }
    },
    STRUCTURE_JSON {
        @Override
        void parse(byte[] input) throws IOException {
            structures(input, StructureFormat.JSON_2_1);
        }
    },
    METADATA {
        @Override
        void parse(byte[] input) throws IOException {
            MetadataMessages.read(new ByteArrayInputStream(input), new Problems());
        }
    },
    REGISTRY {
        /** What was read is written, and read again: a registry keeps what it is sent, and answers with it. */
        @Override
        void parse(byte[] input) throws IOException {
            RegistryMessage message = RegistryMessages.read(new ByteArrayInputStream(input), new Problems());
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            RegistryMessages.write(message, again, new Problems());
            try {
                RegistryMessages.read(new ByteArrayInputStream(again.toByteArray()), new Problems());
            } catch (SdmxException e) {
                throw new AssertionError("written as " + again + ", which is refused: " + e.detail(), e);
            }
        }
    },
    QUERY_MESSAGE {
        private final V1Grammar v1 = new V1Grammar(ZoneOffset.UTC);
        private final V2Grammar v2 = new V2Grammar(ZoneOffset.UTC);

        @Override
        void parse(byte[] input) throws IOException {
            Query query = QueryMessages.read(new ByteArrayInputStream(input), new Problems())
                    .query();
            printed(v1::print, query).ifPresent(url -> understood(url, u -> v1.parse(path(u), query(u))));
            printed(v2::print, query).ifPresent(url -> understood(url, u -> v2.parse(path(u), query(u))));
        }

        /** One generation cannot say everything that the other can. */
        private static Optional<String> printed(Function<Query, String> printer, Query query) {
            try {
                return Optional.of(printer.apply(query));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static void understood(String url, Parsing grammar) {
            try {
                grammar.parse(url);
            } catch (SdmxException e) {
                throw new AssertionError("printed as " + url + ", which is refused: " + e.detail(), e);
            }
        }
    },
    WORKBOOK {
        @Override
        void parse(byte[] input) throws IOException {
            workbook(input);
        }
    },
    SHEET {
        @Override
        void parse(byte[] input) throws IOException {
            workbook(SheetInWorkbook.with(input));
        }
    },
    QUERY_V1 {
        private final V1Grammar grammar = new V1Grammar(ZoneOffset.UTC);

        @Override
        void parse(byte[] input) {
            String[] parts = new String(input, StandardCharsets.UTF_8).split("\\?", 2);
            ParsedQuery parsed = grammar.parse(parts[0], parts.length > 1 ? parts[1] : "");
            again(grammar.print(parsed.query()), parsed, url -> grammar.parse(path(url), query(url)));
        }
    },
    QUERY_V2 {
        private final V2Grammar grammar = new V2Grammar(ZoneOffset.UTC);

        @Override
        void parse(byte[] input) {
            String[] parts = new String(input, StandardCharsets.UTF_8).split("\\?", 2);
            ParsedQuery parsed = grammar.parse(parts[0], parts.length > 1 ? parts[1] : "");
            again(grammar.print(parsed.query()), parsed, url -> grammar.parse(path(url), query(url)));
        }
    };

    private interface Parsing {
        ParsedQuery parse(String url);
    }

    abstract void parse(byte[] input) throws IOException;

    /** Takes one input; whatever comes out but a refusal in words is a fault. */
    void run(byte[] input) {
        try {
            parse(input);
        } catch (SdmxException e) {
            if (e.detail().isBlank()) {
                throw new AssertionError("refused without a word", e);
            }
        } catch (IOException e) {
            throw new AssertionError("nothing was wrong with the stream", e);
        }
    }

    /** The name of the folder with the inputs. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FuzzTarget named(String folder) {
        return Stream.of(values())
                .filter(t -> t.folder().equals(folder))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target " + folder + "; there are "
                        + Stream.of(values()).map(FuzzTarget::folder).toList()));
    }

    private static void data(byte[] input, DataFormat hint) throws IOException {
        Problems problems = new Problems();
        DataMessages.reader(new ByteArrayInputStream(input), Optional.of(hint), Fixtures.LOOKUP, problems)
                .transferTo(new DataValidator(new CanonicalData(), problems, (header, structure) -> List.of()));
    }

    private static void workbook(byte[] input) throws IOException {
        try (InputStream cells = WorkbookText.of(new ByteArrayInputStream(input))) {
            cells.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void structures(byte[] input, StructureFormat hint) throws IOException {
        Problems problems = new Problems();
        var message = StructureMessages.read(new ByteArrayInputStream(input), hint, problems);
        new StructureValidator(problems).check(message.artefacts());
    }

    private static String path(String url) {
        return url.split("\\?", 2)[0];
    }

    private static String query(String url) {
        return url.contains("?") ? url.split("\\?", 2)[1] : "";
    }

    /** What was understood is printed, and understood in the same way again. */
    private static void again(String printed, ParsedQuery parsed, Parsing grammar) {
        ParsedQuery second;
        try {
            second = grammar.parse(printed);
        } catch (SdmxException e) {
            throw new AssertionError("printed as " + printed + ", which is refused: " + e.detail(), e);
        }
        if (!second.query().equals(parsed.query())) {
            throw new AssertionError("printed as " + printed + ", which means something else");
        }
    }
}
