package org.sojourn.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.sojourn.store.AttributeRow;
import org.sojourn.store.CrashPoint;
import org.sojourn.store.RowConsumer;
import org.sojourn.store.SeriesRow;
import org.sojourn.store.pack.Dictionary;

/**
 * One Lucene index of the rows of one data set, open for writing. One thread writes; readers that were handed out live on
 * their own.
 */
final class SeriesIndex implements Closeable {

    private final Path folder;
    private final Directory directory;
    private final IndexWriter writer;
    private final Dictionary dictionary;
    private CopyState state;
    private DirectoryReader reader;

    /** A copy that cannot be used, and why. */
    static final class UnusableCopy extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableCopy(String reason) {
            super(reason);
        }
    }

    private SeriesIndex(
            Path folder, CopyState state, Dictionary dictionary, IndexWriterConfig.OpenMode mode, int megabytes)
            throws IOException {
        this.folder = folder;
        this.state = state;
        this.dictionary = dictionary;
        this.directory = FSDirectory.open(folder);
        IndexWriterConfig config = new IndexWriterConfig(null);
        config.setOpenMode(mode);
        config.setIndexSort(Layout.sort(state.order()));
        config.setRAMBufferSizeMB(megabytes);
        config.setUseCompoundFile(false);
        config.setCommitOnClose(false);
        IndexWriter opened = null;
        try {
            opened = new IndexWriter(directory, config);
            this.writer = opened;
            this.reader = DirectoryReader.open(writer);
        } catch (IOException | RuntimeException e) {
            if (opened != null) {
                opened.rollback();
            }
            directory.close();
            throw e;
        }
    }

    /** A new, empty index at commit 0; whatever the folder held is gone. */
    static SeriesIndex create(Path folder, CopyState state, Dictionary dictionary, int megabytes) throws IOException {
        return new SeriesIndex(folder, state.at(0), dictionary, IndexWriterConfig.OpenMode.CREATE, megabytes);
    }

    /**
     * An index that is there already, at the commit it has reached.
     *
     * @param wanted what it should be; its seq is the newest commit of the database
     * @throws UnusableCopy when it is damaged, incomplete, or of something else
     */
    static SeriesIndex open(Path folder, CopyState wanted, Dictionary dictionary, int megabytes) throws IOException {
        long seq;
        try (Directory directory = FSDirectory.open(folder);
                DirectoryReader found = DirectoryReader.open(directory)) {
            Optional<String> objection = wanted.objection(found.getIndexCommit().getUserData());
            if (objection.isPresent()) {
                throw new UnusableCopy(objection.get());
            }
            for (LeafReaderContext leaf : found.leaves()) {
                leaf.reader().checkIntegrity();
            }
            seq = CopyState.seqOf(found.getIndexCommit().getUserData());
        } catch (UnusableCopy e) {
            throw e;
        } catch (IndexNotFoundException e) {
            throw new UnusableCopy("it was never finished");
        } catch (IndexFormatTooOldException | IndexFormatTooNewException e) {
            throw new UnusableCopy("another version of Lucene wrote it");
        } catch (CorruptIndexException e) {
            throw new UnusableCopy("it is damaged: " + e.getOriginalMessage());
        } catch (IOException | RuntimeException e) {
            throw new UnusableCopy("it cannot be read: " + e);
        }
        return new SeriesIndex(folder, wanted.at(seq), dictionary, IndexWriterConfig.OpenMode.APPEND, megabytes);
    }

    Path folder() {
        return folder;
    }

    Dictionary dictionary() {
        return dictionary;
    }

    /** What the index is a copy of, and the commit up to which {@link #reader} shows it. */
    CopyState state() {
        return state;
    }

    /** The newest reader; whoever keeps it takes a reference of his own. */
    DirectoryReader reader() {
        return reader;
    }

    /** Where rows are to be pushed that replace what is there, tombstones included. */
    Rows updates() {
        return new Rows(true);
    }

    /** Where rows are to be pushed whose keys are not there yet; tombstones are passed over. */
    Rows additions() {
        return new Rows(false);
    }

    /** Makes pushed rows visible in a new {@link #reader}, nothing durable yet. */
    void reach(long seq) throws IOException {
        DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
        if (newer != null) {
            reader.decRef();
            reader = newer;
        }
        state = state.at(seq);
    }

    /** Makes durable what {@link #reach} has shown. */
    void commit() throws IOException {
        writer.setLiveCommitData(state.toCommitData().entrySet());
        CrashPoint.BEFORE_INDEX_COMMIT.reached();
        writer.commit();
        CrashPoint.AFTER_INDEX_COMMIT.reached();
    }

    /** Gives up what was not committed and lets go of the folder; readers stay usable. */
    @Override
    public void close() throws IOException {
        try {
            reader.decRef();
        } finally {
            try {
                writer.rollback();
            } finally {
                directory.close();
            }
        }
    }

    /** Writes rows as documents. */
    final class Rows implements RowConsumer {

        private final RowDocuments documents = new RowDocuments(state.order(), dictionary);
        private final boolean replace;
        private long count;

        private Rows(boolean replace) {
            this.replace = replace;
        }

        /** The rows pushed so far. */
        long count() {
            return count;
        }

        @Override
        public void attributes(AttributeRow row) throws IOException {
            byte[] pack = row.pack();
            write(
                    replace ? new Term(Layout.ROW, Layout.attributeRow(row.key())) : null,
                    pack == null ? null : documents.of(row, pack));
        }

        @Override
        public void series(SeriesRow row) throws IOException {
            byte[] pack = row.pack();
            write(
                    replace ? new Term(Layout.ROW, Layout.seriesRow(row.key(), row.chunk())) : null,
                    pack == null ? null : documents.of(row, pack));
        }

        private void write(@Nullable Term old, @Nullable Iterable<? extends IndexableField> document)
                throws IOException {
            count++;
            if (old == null) {
                if (document != null) {
                    writer.addDocument(document);
                }
            } else if (document == null) {
                writer.deleteDocuments(old);
            } else {
                writer.updateDocument(old, document);
            }
        }
    }
}
