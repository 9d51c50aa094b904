package org.sojourn.store;

import org.jspecify.annotations.Nullable;
import org.sojourn.store.pack.KeyOrder;

/** A data set's number, names and dictionary; the dictionary is read when it is first asked for. */
final class StoredDataset {

    private final Database database;
    private final int number;
    private final DatasetId id;
    private final String observationDimension;
    private volatile KeyOrder keyOrder;
    private @Nullable StoredDictionary dictionary;

    StoredDataset(Database database, int number, DatasetId id, KeyOrder keyOrder, String observationDimension) {
        this.database = database;
        this.number = number;
        this.id = id;
        this.keyOrder = keyOrder;
        this.observationDimension = observationDimension;
    }

    int number() {
        return number;
    }

    DatasetId id() {
        return id;
    }

    /** The dimension inside the blocks; fixed for ever. */
    String observationDimension() {
        return observationDimension;
    }

    KeyOrder keyOrder() {
        return keyOrder;
    }

    void keyOrder(KeyOrder grown) {
        keyOrder = grown;
    }

    synchronized StoredDictionary dictionary() {
        if (dictionary == null) {
            dictionary = new StoredDictionary(database, number);
        }
        return dictionary;
    }
}
