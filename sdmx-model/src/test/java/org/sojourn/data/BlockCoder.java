package org.sojourn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts blocks of texts into numbers where they are plain enough for that. For one data set and one thread. */
public final class BlockCoder {

    /** Different texts, or sets of attributes, before all ids are given anew: memory must not grow with the data. */
    private static final int MOST = 30_000;

    private final DataStructureView structure;
    private final boolean suits;
    private @Nullable Tables tables;

    /** Texts in the order in which they came; ids are their places. */
    private static final class Table implements CodedBlock.Texts {

        private final Map<String, Integer> ids = new HashMap<>();
        private final List<Value.Text> values = new ArrayList<>();

        @Override
        public Value.Text value(int id) {
            return values.get(id);
        }

        int size() {
            return values.size();
        }

        int id(String text) {
            Integer known = ids.get(text);
            if (known == null) {
                known = values.size();
                ids.put(text, known);
                values.add(new Value.Text(text));
            }
            return known;
        }
    }

    /** What ids mean, and the block that carries them. */
    private static final class Tables {
        final Table[] keys;
        final Table periods = new Table();
        final Table values = new Table();
        final Map<List<Map.Entry<String, Value>>, Integer> attributes = new HashMap<>();
        final CodedBlock block;

        /** By column, what came last and its id: the very same object comes again and again. */
        final @Nullable Value[] lastValue;

        final int[] lastId;

        private int[] lastPeriods = {};
        private int periodsId;

        Tables(DataStructureView structure) {
            keys = new Table[structure.seriesDimensions().size()];
            Arrays.setAll(keys, i -> new Table());
            block = new CodedBlock(structure, keys, periods, values);
            lastValue = new Value[structure.observationComponents().size()];
            lastId = new int[lastValue.length];
        }

        boolean full() {
            return values.size() + periods.size() + attributes.size() > MOST
                    || Arrays.stream(keys).anyMatch(k -> k.size() > MOST);
        }

        boolean key(SeriesBlock from) {
            for (int i = 0; i < keys.length; i++) {
                String code = from.key()[i];
                if (code == null) {
                    return false;
                }
                block.key()[i] = keys[i].id(code);
            }
            return true;
        }

        boolean observations(SeriesBlock from) {
            boolean numbers = true;
            for (int i = 0; i < from.size(); i++) {
                String period = from.period(i);
                if (period == null || !measure(from.value(0, i), i)) {
                    return false;
                }
                numbers &= block.scales()[i] >= 0;
                block.periods()[i] = periods.id(period);
                block.positions()[i] = from.position(i);
            }
            block.allNumbers(numbers);
            if (!Arrays.equals(block.periods(), 0, from.size(), lastPeriods, 0, lastPeriods.length)) {
                lastPeriods = Arrays.copyOf(block.periods(), from.size());
                periodsId++;
            }
            block.periodsId(periodsId);
            for (int c = 1; c < lastId.length; c++) {
                if (!column(from, c)) {
                    return false;
                }
            }
            return true;
        }

        private boolean measure(@Nullable Value value, int i) {
            if (value == null) {
                block.scales()[i] = CodedBlock.ABSENT;
            } else if (!(value instanceof Value.Text text)) {
                return false;
            } else if (!Decimals.parse(text.text(), block.mantissas(), block.scales(), i)) {
                block.scales()[i] = CodedBlock.TEXT;
                block.mantissas()[i] = values.id(text.text());
            }
            return true;
        }

        private boolean column(SeriesBlock from, int c) {
            int[] ids = block.ids(c);
            int same = CodedBlock.NONE;
            for (int i = 0; i < from.size(); i++) {
                int id = id(c, from.value(c, i));
                if (id == CodedBlock.VARIED) {
                    return false;
                }
                ids[i] = id;
                same = i == 0 || id == same ? id : CodedBlock.VARIED;
            }
            block.same(c, same);
            return true;
        }

        /** The id of a value; {@link CodedBlock#VARIED} where it is no plain text. */
        private int id(int c, @Nullable Value value) {
            if (value == null) {
                return CodedBlock.NONE;
            }
            if (value.equals(lastValue[c])) {
                return lastId[c];
            }
            if (!(value instanceof Value.Text text)) {
                return CodedBlock.VARIED;
            }
            lastValue[c] = value;
            lastId[c] = values.id(text.text());
            return lastId[c];
        }

        /** Attributes in another order are others: it is kept in what is written. */
        void attributes(Map<String, Value> given) {
            if (block.attributesId() > 0
                    && List.copyOf(given.entrySet())
                            .equals(List.copyOf(block.attributes().entrySet()))) {
                return;
            }
            Map<String, Value> kept = new LinkedHashMap<>(given);
            List<Map.Entry<String, Value>> inOrder = List.copyOf(kept.entrySet());
            Integer id = attributes.putIfAbsent(inOrder, attributes.size() + 1);
            block.attributes(id == null ? attributes.size() : id, kept);
        }
    }

    public BlockCoder(DataStructureView structure) {
        this.structure = structure;
        this.suits = CodedBlock.suits(structure);
    }

    /** The block in numbers, a buffer that is valid until the next call; null where it is not plain. */
    public @Nullable CodedBlock code(SeriesBlock from) {
        if (!suits
                || !from.annotations().isEmpty()
                || !from.observationAnnotations().isEmpty()) {
            return null;
        }
        Tables at = tables;
        if (at == null || at.full()) {
            at = new Tables(structure);
            tables = at;
        }
        at.block.begin(from.size(), from.continued());
        at.block.at(from.position());
        if (!at.key(from) || !at.observations(from)) {
            return null;
        }
        at.attributes(from.attributes());
        return at.block;
    }
}
