package org.sojourn.data.ml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.sojourn.data.Value;
import org.sojourn.data.fragment.SeriesSpelling;

/** What both layouts have in common when they spell pieces of a series: an emitter whose bytes are caught. */
abstract class MlSpelling implements SeriesSpelling {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XmlEmitter xml = new XmlEmitter(bytes, false, 256);
    final DatasetPlan plan;

    MlSpelling(DatasetPlan plan) {
        this.plan = plan;
    }

    interface Words {
        void to(XmlEmitter xml) throws IOException;
    }

    final byte[] spell(Words words) {
        try {
            bytes.reset();
            words.to(xml);
            xml.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True for a component whose values are written as their text. */
    abstract boolean plain(String component);

    @Override
    public final boolean rows() {
        return false;
    }

    @Override
    public final boolean takes(int column) {
        return plain(plan.structure().observationComponents().get(column));
    }

    @Override
    public final boolean takes(Map<String, Value> attributes) {
        return attributes.entrySet().stream()
                .allMatch(a -> plan.place(a.getKey()) == DatasetPlan.Place.SERIES
                        && a.getValue() instanceof Value.Text
                        && plain(a.getKey()));
    }

    /** The id of the dimension at a position of the series key: they stand in the order of the structure. */
    final String dimension(int position) {
        return plan.dimension(plan.outer().get(position));
    }

    @Override
    public final byte[] text(String value) {
        return spell(xml -> xml.attributeValue(value));
    }
}
