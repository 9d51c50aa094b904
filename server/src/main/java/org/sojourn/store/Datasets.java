package org.sojourn.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Dimension;
import org.sojourn.model.SdmxException;
import org.sojourn.store.pack.KeyOrder;

/** The data sets that ever were loaded, by id and by number. */
final class Datasets {

    private static final String SELECT = "select id, name, dimensions, observation_dimension from dataset";

    private record Row(int number, DatasetId id, KeyOrder order, String observationDimension) {}

    private final Database database;
    private final Map<DatasetId, StoredDataset> byId = new ConcurrentHashMap<>();
    private final Map<Integer, StoredDataset> byNumber = new ConcurrentHashMap<>();

    Datasets(Database database) {
        this.database = database;
        List<Row> all = database.read(connection -> {
            List<Row> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(SELECT);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        });
        all.forEach(this::keep);
    }

    Optional<StoredDataset> find(DatasetId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** As {@link #numbered}, with what another node may have made of it. */
    StoredDataset reread(int number) {
        return keep(database.read(connection -> numbered(connection, number, "")));
    }

    /** The data set of a number that a published row has; another node may have made it. */
    StoredDataset numbered(int number) {
        StoredDataset known = byNumber.get(number);
        return known != null ? known : keep(database.read(connection -> numbered(connection, number, "")));
    }

    /**
     * The data set of this id, made or given more dimensions where that is needed.
     *
     * @throws SdmxException of kind SEMANTIC when the structure has another observation dimension than the data set
     */
    StoredDataset prepare(DatasetId id, DataStructureView view) {
        StoredDataset known = byId.get(id);
        if (known == null) {
            // Two nodes may meet the same new data set at once; what is kept in memory is what was committed.
            known = keep(database.write(connection -> makeOrFind(connection, id, view)));
        }
        String wanted = observationDimension(view);
        if (!known.observationDimension().equals(wanted)) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "the data of " + id + " vary along " + known.observationDimension()
                            + " and cannot take data that vary along " + wanted
                            + "; a new major version of the dataflow can");
        }
        if (!known.keyOrder().with(view).equals(known.keyOrder())) {
            int number = known.number();
            known = keep(database.write(connection -> grow(connection, number, view)));
        }
        return known;
    }

    private static Row makeOrFind(Connection connection, DatasetId id, DataStructureView view) throws SQLException {
        int number = Math.toIntExact(Database.next(connection, "dataset", 1)); // others wait here
        try (PreparedStatement select = connection.prepareStatement(SELECT + " where name = ?")) {
            select.setString(1, id.toString());
            Optional<Row> known = first(select);
            if (known.isPresent()) {
                return known.get();
            }
        }
        Row row = new Row(number, id, KeyOrder.of(view), observationDimension(view));
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into dataset (id, name, dimensions, observation_dimension, texts) values (?, ?, ?, ?, 0)")) {
            insert.setInt(1, number);
            insert.setString(2, id.toString());
            insert.setString(3, String.join(" ", row.order().dimensions()));
            insert.setString(4, row.observationDimension());
            insert.executeUpdate();
        }
        return row;
    }

    private static Row grow(Connection connection, int number, DataStructureView view) throws SQLException {
        Row row = numbered(connection, number, " for update");
        Row grown = new Row(number, row.id(), row.order().with(view), row.observationDimension());
        try (PreparedStatement update = connection.prepareStatement("update dataset set dimensions = ? where id = ?")) {
            update.setString(1, String.join(" ", grown.order().dimensions()));
            update.setInt(2, number);
            update.executeUpdate();
        }
        return grown;
    }

    private static Row numbered(Connection connection, int number, String lock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " where id = ?" + lock)) {
            select.setInt(1, number);
            return first(select).orElseThrow(() -> new IllegalStateException("there is no data set " + number));
        }
    }

    private static Optional<Row> first(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(row(rows)) : Optional.empty();
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String dimensions = row.getString(3);
        List<String> order = dimensions.isEmpty() ? List.of() : Arrays.asList(dimensions.split(" ", -1));
        return new Row(row.getInt(1), DatasetId.parse(row.getString(2)), new KeyOrder(order), row.getString(4));
    }

    private StoredDataset keep(Row row) {
        StoredDataset dataset = byId.computeIfAbsent(
                row.id(),
                k -> new StoredDataset(database, row.number(), row.id(), row.order(), row.observationDimension()));
        byNumber.put(row.number(), dataset);
        if (row.order().dimensions().size() > dataset.keyOrder().dimensions().size()) {
            dataset.keyOrder(row.order());
        }
        return dataset;
    }

    private static String observationDimension(DataStructureView view) {
        return view.observationDimension().map(Dimension::id).orElse("");
    }
}
