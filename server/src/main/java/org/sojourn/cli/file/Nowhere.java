package org.sojourn.cli.file;

import java.util.List;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;

/** Where data go that are only looked at. */
final class Nowhere implements DataSink {

    @Override
    public void start(MessageHeader header) {}

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) {}

    @Override
    public void attributes(AttributeBlock block) {}

    @Override
    public void series(SeriesBlock block) {}

    @Override
    public void coded(CodedBlock block) {}

    @Override
    public void endDataset() {}

    @Override
    public void end(List<FooterMessage> footer) {}
}
