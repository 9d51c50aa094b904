package org.sojourn.data.fragment;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.BlockCoder;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;

/** Passes on in numbers whatever can be. */
final class Coding implements DataSink {

    private final DataSink next;
    private BlockCoder coder;
    private int coded;

    Coding(DataSink next) {
        this.next = next;
    }

    /** How many blocks went on in numbers. */
    int coded() {
        return coded;
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
        coder = new BlockCoder(structure);
        next.dataset(header, structure);
    }

    @Override
    public void attributes(AttributeBlock block) throws IOException {
        next.attributes(block);
    }

    @Override
    public void series(SeriesBlock block) throws IOException {
        CodedBlock plain = Objects.requireNonNull(coder).code(block);
        if (plain == null) {
            next.series(block);
        } else {
            coded++;
            next.coded(plain);
        }
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
