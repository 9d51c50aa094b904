package org.sojourn.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.dsd.MigrationStructures;
import org.sojourn.dsd.MigrationMaps;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** The migration structures and UN DESA's migrant stocks, as messages to upload. */
final class Demo {

    static final Catalogue CATALOGUE = MigrationStructures.catalogue();

    private static final Urn STOCKS = Urn.of(ArtefactClass.DATAFLOW, "MIG", "DF_STK_BIL", "1.0.0");

    static final String FLOW = "MIG/DF_STK_BIL/1.0.0";

    private Demo() {}

    static DataSource stocks() {
        return MigrationMaps.shipped(
                MigrationMaps.layout("SM_UNDESA_IMS").orElseThrow().under(STOCKS), CATALOGUE, new Problems());
    }

    /** Every n-th series of the stocks. */
    static DataSource every(int n) {
        int[] at = {0};
        return only(key -> at[0]++ % n == 0);
    }

    /** The series whose keys pass. */
    static DataSource only(Predicate<String[]> keys) {
        return sink -> stocks().transferTo(new Thinned(sink, keys));
    }

    /** All migration structures in one message. */
    static byte[] structures(StructureFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(format, out);
        return out.toByteArray();
    }

    private static void write(StructureFormat format, OutputStream out) {
        StructureMessage message = new StructureMessage(
                MessageHeader.of("MIG_STRUCTURES", "2026-01-01T00:00:00Z", "MIG"),
                CATALOGUE.artefacts().toList(),
                List.of());
        try {
            StructureMessages.write(message, format, StructureWriterOptions.COMPACT, out, new Problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Thinned extends ForwardingSink {
        private final Predicate<String[]> keys;

        Thinned(DataSink next, Predicate<String[]> keys) {
            super(next);
            this.keys = keys;
        }

        @Override
        public void coded(CodedBlock block) throws IOException {
            series(block.texts());
        }

        @Override
        public void series(SeriesBlock block) throws IOException {
            if (keys.test(block.key())) {
                super.series(block);
            }
        }
    }
}
