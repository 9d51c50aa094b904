package org.sojourn.store;

import java.util.LinkedHashSet;
import java.util.Set;
import org.sojourn.data.Value;
import org.sojourn.store.pack.Dictionary;
import org.sojourn.store.pack.HeapDictionary;

/**
 * Notes the texts that a batch would add, so that they can be added in one transaction; what was packed meanwhile is
 * worthless then and must be packed again.
 */
final class BatchDictionary implements Dictionary {

    private final StoredDictionary stored;
    private final Set<String> unknown = new LinkedHashSet<>();

    BatchDictionary(StoredDictionary stored) {
        this.stored = stored;
    }

    /** Adds what was noted to the stored dictionary; false when nothing was, and everything packed is good. */
    boolean addNoted() {
        if (unknown.isEmpty()) {
            return false;
        }
        stored.addAll(unknown);
        unknown.clear();
        return true;
    }

    @Override
    public int find(String text) {
        return stored.find(text);
    }

    @Override
    public int id(String text) {
        int known = stored.find(text);
        return known != 0 ? known : note(text);
    }

    @Override
    public int shortTextId(String text) {
        int known = stored.find(text);
        return known != 0 || !HeapDictionary.admits(text, stored.size() + unknown.size()) ? known : note(text);
    }

    @Override
    public String text(int id) {
        return stored.text(id);
    }

    @Override
    public Value.Text value(int id) {
        return stored.value(id);
    }

    @Override
    public int size() {
        return stored.size();
    }

    private int note(String text) {
        unknown.add(text);
        return Integer.MAX_VALUE; // never stored
    }
}
