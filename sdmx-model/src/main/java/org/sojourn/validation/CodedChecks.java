package org.sojourn.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;

/**
 * Tells whether blocks in numbers are good by what is known of their ids; each text is looked at once. It only says that
 * there is nothing to tell: what is wrong, and where, is found by the checks of texts.
 */
final class CodedChecks {

    private static final byte GOOD = 1;
    private static final byte BAD = 2;

    /** Ids from here on are few and far between: those of texts that stand in packs. */
    private static final int MOST = 1 << 20;

    /** Frequencies by number: 0 is not looked up yet, 1 none. */
    private static final int NO_FREQUENCY = 1;

    private final CodedBlock of;
    private final Action action;
    private final ConstraintCheck constraint;
    private final Map<String, String> validPeriods;
    private final Map<String, ComponentCheck> components;
    private final int frequencyPosition;
    private final @Nullable ComponentCheck[] dimensions;
    private final ComponentCheck[] columns;

    private final byte[][] keyVerdicts;
    private final long[][] keyHashes;
    private final byte[][] columnVerdicts;
    private int[] announced = new int[16];
    private int[] frequencies = new int[64];
    private int[] periodNumbers = new int[64];
    private final @Nullable String[] frequencyNames = new String[64];
    private int frequencyCount = NO_FREQUENCY + 1;
    private int goodAttributes = -1;
    private long keyHash;

    /** @param validPeriods the frequency of each period that was found good; others are found there when they were */
    CodedChecks(
            CodedBlock of,
            Action action,
            Map<String, ComponentCheck> components,
            ConstraintCheck constraint,
            Map<String, String> validPeriods,
            int frequencyPosition) {
        this.of = of;
        this.action = action;
        this.components = components;
        this.constraint = constraint;
        this.validPeriods = validPeriods;
        this.frequencyPosition = frequencyPosition;
        DataStructureView structure = of.structure();
        this.dimensions = structure.seriesDimensions().stream()
                .map(d -> components.get(d.id()))
                .toArray(ComponentCheck[]::new);
        List<String> ids = structure.observationComponents();
        this.columns = ids.stream()
                .map(id -> Objects.requireNonNull(components.get(id)))
                .toArray(ComponentCheck[]::new);
        this.keyVerdicts = new byte[dimensions.length][16];
        this.keyHashes = new long[dimensions.length][16];
        this.columnVerdicts = new byte[columns.length][16];
    }

    /** Ids say nothing of those of another object. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(CodedBlock block) {
        return of == block;
    }

    /** True where checks of the texts would find nothing but observations that were there already. */
    boolean good(CodedBlock block) {
        return action != Action.DELETE && key(block) && attributes(block) && periods(block) && columns(block);
    }

    /** The hash of the key of the block that was looked at last, see {@link SeenObservations#hash}. */
    long keyHash() {
        return keyHash;
    }

    /** The number of an observation's period. */
    int period(CodedBlock block, int i, SeenObservations seen) {
        int id = block.periods()[i];
        if (id >= periodNumbers.length) {
            periodNumbers = Arrays.copyOf(periodNumbers, Math.max(id + 1, id * 2));
        }
        if (periodNumbers[id] == 0) {
            periodNumbers[id] = seen.period(block.periodText(i)) + 1;
        }
        return periodNumbers[id] - 1;
    }

    private boolean key(CodedBlock block) {
        long hash = SeenObservations.START;
        int[] key = block.key();
        for (int i = 0; i < key.length; i++) {
            int id = key[i];
            if (id >= keyVerdicts[i].length) {
                keyVerdicts[i] = Arrays.copyOf(keyVerdicts[i], Math.max(id + 1, id * 2));
                keyHashes[i] = Arrays.copyOf(keyHashes[i], keyVerdicts[i].length);
            }
            if (keyVerdicts[i][id] == 0) {
                lookUp(block, i, id);
            }
            if (keyVerdicts[i][id] == BAD) {
                return false;
            }
            hash = SeenObservations.with(hash, keyHashes[i][id]);
        }
        keyHash = hash;
        return !constraint.bindsSeveral() || constraint.faultOfKey(texts(block)).isEmpty();
    }

    private void lookUp(CodedBlock block, int position, int id) {
        String text = block.keyText(position, id);
        ComponentCheck check = dimensions[position];
        boolean good = (text.equals("~") || check == null || check.good(text)) && constraint.allows(position, text);
        keyVerdicts[position][id] = good ? GOOD : BAD;
        keyHashes[position][id] = SeenObservations.hash(text);
    }

    private static String[] texts(CodedBlock block) {
        String[] key = new String[block.key().length];
        Arrays.setAll(key, block::keyText);
        return key;
    }

    private boolean attributes(CodedBlock block) {
        if (block.attributesId() == goodAttributes) {
            return true;
        }
        for (Map.Entry<String, Value> e : block.attributes().entrySet()) {
            ComponentCheck check = components.get(e.getKey());
            if (check != null && !check.good(e.getValue())) {
                return false;
            }
        }
        goodAttributes = block.attributesId();
        return true;
    }

    private boolean periods(CodedBlock block) {
        int expected = announced(block);
        int[] periods = block.periods();
        for (int i = 0; i < block.size(); i++) {
            int id = periods[i];
            int frequency = id < frequencies.length ? frequencies[id] : 0;
            if (frequency == 0) {
                String text = block.periodText(i);
                String known = validPeriods.get(text);
                if (known == null) {
                    return false;
                }
                if (id >= frequencies.length) {
                    frequencies = Arrays.copyOf(frequencies, id * 2);
                }
                frequency = number(known);
                frequencies[id] = frequency;
            }
            if (frequency != expected && frequency != NO_FREQUENCY && expected != NO_FREQUENCY) {
                return false;
            }
        }
        return true;
    }

    /** The frequency that the key announces. */
    private int announced(CodedBlock block) {
        if (frequencyPosition < 0) {
            return NO_FREQUENCY;
        }
        int id = block.key()[frequencyPosition];
        if (id >= announced.length) {
            announced = Arrays.copyOf(announced, id * 2);
        }
        if (announced[id] == 0) {
            announced[id] = number(
                    PeriodForm.announced(block.keyText(frequencyPosition)).orElse(""));
        }
        return announced[id];
    }

    private int number(String frequency) {
        if (frequency.isEmpty()) {
            return NO_FREQUENCY;
        }
        for (int i = NO_FREQUENCY + 1; i < frequencyCount; i++) {
            if (frequency.equals(frequencyNames[i])) {
                return i;
            }
        }
        if (frequencyCount == frequencyNames.length) {
            throw new IllegalStateException("there are no so many frequencies");
        }
        frequencyNames[frequencyCount] = frequency;
        return frequencyCount++;
    }

    private boolean columns(CodedBlock block) {
        return measure(block) && attributesOfObservations(block);
    }

    private boolean measure(CodedBlock block) {
        ComponentCheck check = columns[0];
        long[] mantissas = block.mantissas();
        byte[] scales = block.scales();
        for (int i = 0; i < block.size(); i++) {
            byte scale = scales[i];
            boolean good = scale >= 0
                    ? check.good(mantissas[i], scale)
                    : scale == CodedBlock.TEXT ? good(0, (int) mantissas[i], block) : absent(check);
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private boolean attributesOfObservations(CodedBlock block) {
        for (int c = 1; c < columns.length; c++) {
            int same = block.same(c);
            if (same != CodedBlock.VARIED) {
                if (block.size() > 0 && (same == CodedBlock.NONE ? !absent(columns[c]) : !good(c, same, block))) {
                    return false;
                }
                continue;
            }
            int[] ids = block.ids(c);
            int last = CodedBlock.VARIED;
            for (int i = 0; i < block.size(); i++) {
                int id = ids[i];
                if (id != last && !(id == CodedBlock.NONE ? absent(columns[c]) : good(c, id, block))) {
                    return false;
                }
                last = id;
            }
        }
        return true;
    }

    private boolean absent(ComponentCheck check) {
        return !check.mandatory || action != Action.REPLACE;
    }

    private boolean good(int column, int id, CodedBlock block) {
        if (id >= columnVerdicts[column].length) {
            if (id > MOST) {
                return columns[column].good(block.value(id).text());
            }
            columnVerdicts[column] = Arrays.copyOf(columnVerdicts[column], Math.max(id + 1, id * 2));
        }
        byte verdict = columnVerdicts[column][id];
        if (verdict == 0) {
            verdict = columns[column].good(block.value(id).text()) ? GOOD : BAD;
            columnVerdicts[column][id] = verdict;
        }
        return verdict == GOOD;
    }
}
