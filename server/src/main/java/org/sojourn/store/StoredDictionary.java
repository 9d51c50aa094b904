package org.sojourn.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sojourn.data.Value;
import org.sojourn.store.pack.HeapDictionary;

/**
 * The dictionary of a stored data set: all of it in memory, every addition in the database before anybody sees its id. An id
 * that another node gave out is fetched when it is met.
 */
final class StoredDictionary extends HeapDictionary {

    private final Database database;
    private final int dataset;

    StoredDictionary(Database database, int dataset) {
        this.database = database;
        this.dataset = dataset;
        refresh();
    }

    @Override
    public int id(String text) {
        int known = find(text);
        if (known == 0) {
            addAll(Set.of(text));
        }
        return find(text);
    }

    @Override
    public Value.Text value(int id) {
        if (id > size()) {
            refresh();
        }
        return super.value(id);
    }

    /** Adds those texts that are new, in one short transaction. */
    synchronized void addAll(Collection<String> texts) {
        List<String> all = database.write(connection -> {
            int last = lock(connection);
            List<String> news = read(connection, size());
            Set<String> missing = new LinkedHashSet<>(texts);
            news.forEach(missing::remove);
            missing.removeIf(text -> find(text) != 0);
            insert(connection, last, missing);
            news.addAll(missing);
            return news;
        });
        all.forEach(this::append);
    }

    private synchronized void refresh() {
        database.read(connection -> read(connection, size())).forEach(this::append);
    }

    private int lock(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select texts from dataset where id = ? for update")) {
            select.setInt(1, dataset);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private List<String> read(Connection connection, int after) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select id, text from dictionary where dataset = ? and id > ? order by id")) {
            select.setInt(1, dataset);
            select.setInt(2, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (rows.getInt(1) != after + texts.size() + 1) {
                        throw new IllegalStateException(
                                "the dictionary of data set " + dataset + " has a hole before " + rows.getInt(1));
                    }
                    texts.add(new String(rows.getBytes(2), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    private void insert(Connection connection, int last, Set<String> texts) throws SQLException {
        if (texts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into dictionary (dataset, id, text) values (?, ?, ?)")) {
            int id = last;
            for (String text : texts) {
                insert.setInt(1, dataset);
                insert.setInt(2, ++id);
                insert.setBytes(3, text.getBytes(StandardCharsets.UTF_8));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement update = connection.prepareStatement("update dataset set texts = ? where id = ?")) {
            update.setInt(1, last + texts.size());
            update.setInt(2, dataset);
            update.executeUpdate();
        }
    }
}
