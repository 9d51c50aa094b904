package org.sojourn.store.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;

/** The attributes at one partial key as bytes and back. */
public final class AttributePack {

    private static final int LAYOUT = 1;

    private AttributePack() {}

    /** What stands at a partial key. */
    public record Content(Map<String, Value> attributes, List<Annotation> annotations) {

        public static final Content EMPTY = new Content(Map.of(), List.of());

        public Content {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            annotations = List.copyOf(annotations);
        }

        public boolean isEmpty() {
            return attributes.isEmpty() && annotations.isEmpty();
        }

        /** The content at a key (shape of {@link AttributeBlock#key}) for a sink. */
        public AttributeBlock at(@Nullable String[] key) {
            return new AttributeBlock(Optional.empty(), key, attributes, annotations, 0);
        }
    }

    /** Packs; unknown codes and attribute ids are added to the dictionary. */
    public static byte[] encode(Content content, DataStructureView view, Dictionary dictionary) {
        ByteWriter out = new ByteWriter();
        out.u8(LAYOUT);
        ValueCodec.write(out, content.attributes(), view::coded, dictionary);
        ValueCodec.write(out, content.annotations());
        return out.toBytes();
    }

    /**
     * Unpacks.
     *
     * @throws IllegalStateException when the bytes are no pack, or of a layout this version does not know
     */
    public static Content decode(byte[] pack, Dictionary dictionary) {
        ByteReader in = new ByteReader();
        in.reset(pack, 0, pack.length);
        try {
            int layout = in.u8();
            if (layout != LAYOUT) {
                throw new IllegalStateException("packed attributes have layout " + layout + ", known is " + LAYOUT);
            }
            Map<String, Value> attributes = new LinkedHashMap<>();
            ValueCodec.read(in, attributes, dictionary);
            return new Content(attributes, ValueCodec.readAnnotations(in));
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalStateException("packed attributes of " + pack.length + " bytes are damaged", e);
        }
    }
}
