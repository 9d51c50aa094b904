package org.sojourn.store;

/** The two tables of rows that loads publish, and the statements on them. */
enum RowTable {
    SERIES("series", "series_key", true),
    ATTRIBUTES("attribute_values", "partial_key", false);

    /** One page of a load: dataset, load, then the place after which it begins, then the size. */
    final String page;

    /** Number, load and chunk of all rows with given keys: dataset, then keys in place of the mark. */
    final String byKeys;

    /** Rows with packs of a load with given keys: dataset, load, then keys in place of the mark. */
    final String packs;

    final String insert;
    final String deleteKey;

    /** Some rows of loads: dataset, the first load, the last. */
    final String deleteLoads;

    /** Keys in one load that another has as well: dataset, load, other load. */
    final String common;

    final boolean chunked;

    RowTable(String table, String key, boolean chunked) {
        this.chunked = chunked;
        String chunk = chunked ? "chunk" : "0";
        String after = chunked ? "(" + key + " > ? or chunk > ?)" : "(0 = ? or " + key + " > ?)";
        // The order names every column of the index from its beginning: H2 sorts all rows otherwise.
        this.page = "select " + key + ", " + chunk + ", pack from " + table + " where dataset = ? and load_id = ? and "
                + key + " >= ? and " + after + " order by dataset, load_id, " + key + (chunked ? ", chunk" : "")
                + " limit ?";
        this.byKeys = "select " + key + ", " + chunk + ", load_id from " + table + " where dataset = ? and " + key
                + " in (%s)";
        this.packs = "select " + key + ", " + chunk + ", pack from " + table + " where dataset = ? and load_id = ? and "
                + key + " in (%s)";
        this.insert = chunked
                ? "insert into " + table + " (dataset, load_id, " + key + ", pack, chunk) values (?, ?, ?, ?, ?)"
                : "insert into " + table + " (dataset, load_id, " + key + ", pack) values (?, ?, ?, ?)";
        this.deleteKey = "delete from " + table + " where dataset = ? and load_id = ? and " + key + " = ?";
        this.deleteLoads = "delete from " + table + " where dataset = ? and load_id >= ? and load_id <= ? limit 20000";
        this.common = "select distinct mine." + key + " from " + table + " mine join " + table
                + " other on other.dataset = mine.dataset and other." + key + " = mine." + key
                + " where mine.dataset = ? and mine.load_id = ? and other.load_id = ?";
    }
}
