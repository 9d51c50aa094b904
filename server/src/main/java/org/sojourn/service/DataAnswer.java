package org.sojourn.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.Set;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.index.DatasetAnswer;
import org.sojourn.index.Page;
import org.sojourn.model.ref.Urn;
import org.sojourn.query.DataQuery;

/**
 * The answer to a data query, ready to be sent. Everything it tells and sends is of one commit, however often it is asked; it
 * pins that commit until it is closed. For one thread.
 */
public final class DataAnswer implements DataSource, AutoCloseable {

    private final DataQuery query;
    private final boolean known;

    /** Made when it is asked for: not every format has one. */
    private final Supplier<MessageHeader> header;

    private final AnswerState state;
    private final List<Part> parts;
    private final List<Resource> resources;
    private boolean namesAgreements;

    /**
     * A data set of the answer.
     *
     * @param agreement under which it is reported, where the dataflow alone would not tell
     * @param headChanged whether the head is something to send by itself, unless the answer is one page of several
     */
    record Part(DatasetHeader header, Optional<Urn> agreement, DatasetAnswer data, boolean headChanged) {}

    /** Something to let go of when the answer is closed. */
    interface Resource {
        void close() throws IOException;
    }

    DataAnswer(
            DataQuery query,
            boolean known,
            Supplier<MessageHeader> header,
            AnswerState state,
            List<Part> parts,
            List<Resource> resources) {
        this.query = query;
        this.known = known;
        this.header = header;
        this.state = state;
        this.parts = List.copyOf(parts);
        this.resources = new ArrayList<>(resources);
    }

    /** True where the artefacts the query names exist, with or without data. */
    public boolean known() {
        return known;
    }

    /** What ETag and Last-Modified are made of. */
    public AnswerState state() {
        return state;
    }

    /** Prepared is the time of the data's newest commit, the id a hash of that commit and the query: both reproducible. */
    public MessageHeader header() {
        return header.get();
    }

    /** The structures of the data sets, in order, each once. */
    public List<DataStructureView> structures() {
        return parts.stream().map(p -> p.data().structure()).distinct().toList();
    }

    /**
     * Lets data sets be named by their agreements where the dataflow alone would not tell to which of its data sets they belong:
     * for formats whose data sets have no provider.
     */
    public void nameAgreements() {
        namesAgreements = true;
    }

    /** Says that the format sends observation by observation: then any order can be kept. */
    public void sendFlat() {
        parts.forEach(part -> part.data().sendFlat());
    }

    private DatasetHeader header(Part part) {
        return namesAgreements
                ? part.agreement().map(part.header()::underAgreement).orElse(part.header())
                : part.header();
    }

    /** What {@link DataSink#announce} wants to know. */
    public List<DataSink.Expected> expected() {
        return parts.stream()
                .map(p -> new DataSink.Expected(header(p), p.data().structure()))
                .toList();
    }

    /** What a header has to declare. */
    private record Named(Urn reference, DataStructureView structure) {
        static Named of(DataSink.Expected expected) {
            return new Named(expected.header().reference(), expected.structure());
        }
    }

    /** True where the data sets with content are of one reference and structure: some layouts have room for no more. */
    public boolean isOfOne() throws IOException {
        Page page = page();
        Set<Named> named = new HashSet<>();
        for (Part part : parts) {
            Named one = new Named(header(part).reference(), part.data().structure());
            if (!named.contains(one) && (sentAlone(part) || !part.data().isEmpty(page))) {
                named.add(one);
            }
        }
        return named.size() < 2;
    }

    /** The heads of the data sets that may be sent, in order; those without content are left out when it comes to it. */
    public List<DatasetHeader> datasets() {
        return parts.stream().map(this::header).toList();
    }

    /** True where nothing would be sent. Looks no further than the first thing found. */
    public boolean isEmpty() throws IOException {
        Page page = page();
        for (Part part : parts) {
            if (sentAlone(part) || !part.data().isEmpty(page)) {
                return false;
            }
        }
        return true;
    }

    /** What would be sent, counted exactly; where filters look at observations this costs as much as sending them. */
    public DatasetAnswer.Counts counts() throws IOException {
        Page page = page();
        DatasetAnswer.Counts sum = DatasetAnswer.Counts.NOTHING;
        for (Part part : parts) {
            sum = sum.plus(part.data().counts(page));
        }
        return sum;
    }

    /** How many observations would be sent. */
    public long observations() throws IOException {
        return counts().observations();
    }

    private boolean sentAlone(Part part) {
        return part.headChanged() && query.offset() == 0 && query.limit().isEmpty();
    }

    private Page page() {
        return new Page(query.offset(), query.limit());
    }

    /** Sends the message; data sets without content are left out, but one is there even so. */
    @Override
    public void transferTo(DataSink sink) throws IOException {
        sink.start(header.get());
        List<DataSink.Expected> expected = expected();
        if (expected.stream().map(Named::of).distinct().count() > 1) {
            sink.announce(expected);
        }
        Page page = page();
        boolean begun = false;
        for (Part part : parts) {
            Opening opening = new Opening(sink, header(part), part.data().structure());
            part.data().writeTo(opening, page);
            if (sentAlone(part)) {
                opening.open();
            }
            if (opening.open) {
                sink.endDataset();
                begun = true;
            }
        }
        if (!begun && !parts.isEmpty()) {
            sink.dataset(header(parts.getFirst()), parts.getFirst().data().structure());
            sink.endDataset();
        }
        sink.end(List.of());
    }

    /** Begins a data set when the first of its content comes. */
    private static final class Opening implements DataSink {

        private final DataSink sink;
        private final DatasetHeader header;
        private final DataStructureView structure;
        private boolean open;

        Opening(DataSink sink, DatasetHeader header, DataStructureView structure) {
            this.sink = sink;
            this.header = header;
            this.structure = structure;
        }

        private void open() throws IOException {
            if (!open) {
                open = true;
                sink.dataset(header, structure);
            }
        }

        @Override
        public void attributes(AttributeBlock block) throws IOException {
            open();
            sink.attributes(block);
        }

        @Override
        public void series(SeriesBlock block) throws IOException {
            open();
            sink.series(block);
        }

        @Override
        public void coded(CodedBlock block) throws IOException {
            open();
            sink.coded(block);
        }

        @Override
        public void start(MessageHeader header) {
            throw new IllegalStateException("the message has begun");
        }

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {
            throw new IllegalStateException("the data set is begun by its content");
        }

        @Override
        public void endDataset() {
            throw new IllegalStateException("the data set is ended by the message");
        }

        @Override
        public void end(List<FooterMessage> footer) {
            throw new IllegalStateException("the message goes on");
        }
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (Resource resource : resources.reversed()) {
            try {
                resource.close();
            } catch (IOException e) {
                failed = e;
            }
        }
        resources.clear();
        if (failed != null) {
            throw failed;
        }
    }
}
