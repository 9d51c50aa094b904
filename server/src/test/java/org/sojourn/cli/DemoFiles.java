package org.sojourn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.SeriesBlock;
import org.sojourn.dsd.MigrationMaps;
import org.sojourn.dsd.MigrationStructures;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;

/** Files with the demonstration data, whole or every so-manieth series of them. */
final class DemoFiles {

    private static final Urn STOCKS = Urn.of(ArtefactClass.DATAFLOW, "MIG", "DF_STK_BIL", "1.0.0");

    static final Catalogue CATALOGUE = MigrationStructures.catalogue();

    private DemoFiles() {}

    /** Every n-th series. */
    static DataSource every(int n) {
        return sink -> MigrationMaps.shipped(
                        MigrationMaps.layout("SM_UNDESA_IMS").orElseThrow().under(STOCKS), CATALOGUE, new Problems())
                .transferTo(new Thinned(sink, n));
    }

    static Path write(Path file, DataFormat format, DataSource source) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            source.transferTo(DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
        }
        return file;
    }

    static CanonicalData read(Path file) throws IOException {
        Problems problems = new Problems();
        CanonicalData data = new CanonicalData();
        try (InputStream in = Files.newInputStream(file)) {
            DataMessages.reader(in, Optional.empty(), CATALOGUE, problems).transferTo(data);
        }
        if (problems.hasErrors()) {
            throw new AssertionError(file + ": " + problems.list());
        }
        return data;
    }

    private static final class Thinned extends ForwardingSink {
        private final int n;
        private int at;

        Thinned(DataSink next, int n) {
            super(next);
            this.n = n;
        }

        @Override
        public void coded(CodedBlock block) throws IOException {
            series(block.texts());
        }

        @Override
        public void series(SeriesBlock block) throws IOException {
            if (at++ % n == 0) {
                super.series(block);
            }
        }
    }
}
