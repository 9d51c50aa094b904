package org.sojourn.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.Value;

/**
 * How most services keep data: one row for each observation in MariaDB, by {@code tests/bench/rows.sql}, loaded by LOAD DATA
 * from a file of numbers without any checks.
 */
final class RowTables {

    static final int DIMENSIONS = StockFigures.STRUCTURE.seriesDimensions().size();

    /** The attributes of series that the figures have. */
    private static final List<String> SERIES_ATTRIBUTES = List.of("UNIT_MEASURE", "UNIT_MULT", "TIME_PER_COLLECT");

    private static final int DECIMALS = 4; // as the column is declared

    private final Path facts;
    private final Path series;
    private final List<Codes> keys = new ArrayList<>();
    private final Codes columns = new Codes();
    private final List<String> attributeValues = new ArrayList<>();

    /** Texts by number. */
    private static final class Codes {
        private String[] texts = {};

        void put(int id, String text) {
            if (id >= texts.length) {
                texts = Arrays.copyOf(texts, id + 1);
            }
            texts[id] = text;
        }

        boolean lacks(int id) {
            return id >= texts.length || texts[id] == null;
        }
    }

    /** Writes the rows to files, as LOAD DATA wants them, and keeps what their numbers mean. */
    RowTables(Holding holding) throws IOException {
        facts = holding.folder().resolve("fact.tsv");
        series = holding.folder().resolve("series.tsv");
        for (int i = 0; i < DIMENSIONS; i++) {
            keys.add(new Codes());
        }
        try (OutputStream factRows = new BufferedOutputStream(Files.newOutputStream(facts), 1 << 16);
                OutputStream seriesRows = new BufferedOutputStream(Files.newOutputStream(series), 1 << 16)) {
            holding.answer(Holding.everything(), new Rows(factRows, seriesRows));
        }
    }

    private final class Rows extends ForwardingSink {
        private final OutputStream factRows;
        private final OutputStream seriesRows;
        private int number;

        Rows(OutputStream factRows, OutputStream seriesRows) {
            super(new Reading.Count());
            this.factRows = factRows;
            this.seriesRows = seriesRows;
        }

        @Override
        public void coded(CodedBlock block) throws IOException {
            StringBuilder text = new StringBuilder();
            text.append(number);
            for (int i = 0; i < DIMENSIONS; i++) {
                int id = block.key()[i];
                text.append('\t').append(id);
                if (keys.get(i).lacks(id)) {
                    keys.get(i).put(id, block.keyText(i));
                }
            }
            for (String attribute : SERIES_ATTRIBUTES) {
                Value value = block.attributes().get(attribute);
                String written = value == null ? "" : value.toString();
                if (!attributeValues.contains(written)) {
                    attributeValues.add(written);
                }
                text.append('\t').append(attributeValues.indexOf(written));
            }
            seriesRows.write(text.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
            text.setLength(0);
            for (int i = 0; i < block.size(); i++) {
                boolean odd = block.scales()[i] < 0;
                String measure = Decoded.measure(block, i);
                text.append(number).append('\t').append(block.periodText(i)).append('\t');
                text.append(odd ? "\\N" : measure).append('\t').append(odd ? measure : "\\N");
                text.append('\t').append(Math.max(0, block.scales()[i]));
                for (int c = 1; c <= 2; c++) {
                    int id = block.id(c, i);
                    text.append('\t').append(id);
                    if (columns.lacks(id)) {
                        columns.put(id, block.value(id).text());
                    }
                }
                text.append('\n');
            }
            factRows.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            number++;
        }
    }

    /** What LOAD DATA reads. */
    long bytes() throws IOException {
        return Files.size(facts) + Files.size(series);
    }

    void delete() throws IOException {
        Files.deleteIfExists(facts);
        Files.deleteIfExists(series);
    }

    static void run(Connection connection, Collection<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Makes empty tables in place of those that may be there. */
    void create(Connection connection) throws SQLException, IOException {
        drop(connection);
        run(connection, Scripts.statements("rows.sql", Map.of()));
    }

    static void drop(Connection connection) throws SQLException {
        run(connection, List.of("drop table if exists fact", "drop table if exists series"));
    }

    /** Loads all rows, read by the server itself: durable when this returns. */
    void load(Connection connection) throws SQLException {
        run(
                connection,
                List.of(
                        "load data infile '" + series.toAbsolutePath() + "' into table series",
                        "load data infile '" + facts.toAbsolutePath() + "' into table fact",
                        "commit"));
    }

    /** Sends rows as SDMX-CSV; texts of codes come from arrays. Returns the number of observations. */
    long csv(Connection connection, String where, OutputStream out) throws SQLException, IOException {
        String sql =
                "select straight_join s.d0, s.d1, s.d2, s.d3, s.d4, s.d5, s.d6, s.d7, s.d8, f.period, f.value, f.text,"
                        + " f.decimals, f.status, f.confidentiality, s.a0, s.a1, s.a2 from series s join fact f on f.series = s.id"
                        + where + " order by s.id, f.period";
        StringBuilder text = new StringBuilder("STRUCTURE,STRUCTURE_ID,ACTION");
        StockFigures.STRUCTURE.seriesDimensions().forEach(d -> text.append(',').append(d.id()));
        text.append(",TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS");
        SERIES_ATTRIBUTES.forEach(a -> text.append(',').append(a));
        text.append("\r\n");
        long count = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(2000);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    text.append("dataflow,MIG:DF_STK_BIL(1.0.0),R");
                    for (int i = 0; i < DIMENSIONS; i++) {
                        text.append(',').append(keys.get(i).texts[row.getInt(i + 1)]);
                    }
                    text.append(',').append(row.getInt(DIMENSIONS + 1)).append(',');
                    String value = row.getString(DIMENSIONS + 2);
                    if (value == null) {
                        text.append(row.getString(DIMENSIONS + 3));
                    } else {
                        int decimals = row.getInt(DIMENSIONS + 4);
                        text.append(value, 0, value.length() - DECIMALS + decimals - (decimals == 0 ? 1 : 0));
                    }
                    text.append(',').append(columns.texts[row.getInt(DIMENSIONS + 5)]);
                    text.append(',').append(columns.texts[row.getInt(DIMENSIONS + 6)]);
                    for (int a = 0; a < SERIES_ATTRIBUTES.size(); a++) {
                        text.append(',').append(attributeValues.get(row.getInt(DIMENSIONS + 7 + a)));
                    }
                    text.append("\r\n");
                    if (text.length() > 32_000) {
                        out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
                        text.setLength(0);
                    }
                    count++;
                }
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        return count;
    }

    /** The numbers of the codes of a dimension, for a condition. */
    String ids(int dimension, Collection<String> wanted) {
        List<String> ids = new ArrayList<>();
        String[] texts = keys.get(dimension).texts;
        for (int id = 0; id < texts.length; id++) {
            if (texts[id] != null && wanted.contains(texts[id])) {
                ids.add(Integer.toString(id));
            }
        }
        return String.join(",", ids);
    }

    /** The codes of a dimension that series have, in alphabetical order. */
    List<String> codes(int dimension) {
        return Arrays.stream(keys.get(dimension).texts)
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
    }

    /** Counts series for each code of each dimension, as an answer on availability does. */
    long availability(Connection connection, String where) throws SQLException {
        long sum = 0;
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < DIMENSIONS; i++) {
                try (ResultSet row =
                        statement.executeQuery("select d" + i + ", count(*) from series" + where + " group by d" + i)) {
                    while (row.next()) {
                        sum += row.getLong(2);
                    }
                }
            }
        }
        return sum;
    }
}
