package org.sojourn.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers the values of keys while data are loaded, before the dictionary has them; 0 is no value. */
final class KeyNumbers {

    private final StoredDictionary dictionary;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>(List.of(""));
    private int[] ids = new int[64];

    /** A key in numbers; nobody changes it. */
    record Key(int[] numbers) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key k && Arrays.equals(numbers, k.numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }

    KeyNumbers(StoredDictionary dictionary) {
        this.dictionary = dictionary;
    }

    Key of(@Nullable String[] key) {
        int[] all = new int[key.length];
        for (int i = 0; i < all.length; i++) {
            String value = key[i];
            all[i] = value == null ? 0 : number(value);
        }
        return new Key(all);
    }

    int number(String value) {
        Integer known = numbers.get(value);
        if (known == null) {
            known = texts.size();
            numbers.put(value, known);
            texts.add(value);
        }
        return known;
    }

    @Nullable
    String[] texts(Key key) {
        @Nullable String[] all = new String[key.numbers.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = key.numbers[i] == 0 ? null : texts.get(key.numbers[i]);
        }
        return all;
    }

    /** Makes sure that the dictionary has everything, in one transaction, and knows by which id. */
    void settle() {
        if (ids.length < texts.size()) {
            ids = Arrays.copyOf(ids, texts.size() * 2);
        }
        Set<String> unknown = new LinkedHashSet<>();
        for (int n = 1; n < texts.size(); n++) {
            if (ids[n] == 0) {
                ids[n] = dictionary.find(texts.get(n));
                if (ids[n] == 0) {
                    unknown.add(texts.get(n));
                }
            }
        }
        if (!unknown.isEmpty()) {
            dictionary.addAll(unknown);
            unknown.forEach(text -> ids[number(text)] = dictionary.find(text));
        }
    }

    /** The dictionary ids of a key, 0 where it has no value; after {@link #settle}. */
    int[] ids(Key key) {
        int[] all = new int[key.numbers.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = ids[key.numbers[i]];
        }
        return all;
    }
}
