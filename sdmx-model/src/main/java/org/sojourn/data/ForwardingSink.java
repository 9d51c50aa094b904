package org.sojourn.data;

import java.io.IOException;
import java.util.List;

/**
 * Hands every call on to another sink; subclasses look at some of them, or change what they pass. Who looks at
 * {@link #series} must look at {@link #coded} as well, or ask for texts: {@code series(block.texts())}.
 */
public abstract class ForwardingSink implements DataSink {

    private final DataSink next;

    protected ForwardingSink(DataSink next) {
        this.next = next;
    }

    @Override
    public void start(MessageHeader header) throws IOException {
        next.start(header);
    }

    @Override
    public void announce(List<Expected> datasets) throws IOException {
        next.announce(datasets);
    }

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
        next.dataset(header, structure);
    }

    @Override
    public void attributes(AttributeBlock block) throws IOException {
        next.attributes(block);
    }

    @Override
    public void series(SeriesBlock block) throws IOException {
        next.series(block);
    }

    @Override
    public void coded(CodedBlock block) throws IOException {
        next.coded(block);
    }

    @Override
    public void endDataset() throws IOException {
        next.endDataset();
    }

    @Override
    public void end(List<FooterMessage> footer) throws IOException {
        next.end(footer);
    }
}
