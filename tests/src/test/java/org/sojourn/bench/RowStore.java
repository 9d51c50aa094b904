package org.sojourn.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.TestAbortedException;
import org.sojourn.data.CodedBlock;
import org.sojourn.dsd.MigrationStructures;
import org.sojourn.format.DataFormat;
import org.sojourn.format.UploadFormats;
import org.sojourn.index.Availability;
import org.sojourn.index.ReadCopy;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;
import org.sojourn.service.SubmissionReport;
import org.sojourn.service.SubmissionService;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.SystemOfRecord;
import org.sojourn.tests.MariaDb;

/**
 * How most services keep data: one row for each observation in MariaDB, here with all that makes it fast: small integers for
 * codes, a table of series with an index for each way to ask, rows in key order, loaded by LOAD DATA without checks.
 */
final class RowStore {

    private static final int DIMENSIONS =
            StockFigures.STRUCTURE.seriesDimensions().size();

    private final Bench bench;

    RowStore(Bench bench) {
        this.bench = bench;
    }

    private static MariaDb server() {
        try {
            return MariaDb.start();
        } catch (TestAbortedException e) {
            return null;
        }
    }

    private static Connection connect(String url, MariaDb server) throws SQLException {
        return DriverManager.getConnection(
                url + (url.contains("?") ? "&" : "?") + "allowLocalInfile=true", server.user(), server.password());
    }

    void queries() throws Exception {
        MariaDb server = server();
        if (server == null) {
            Targets.missing("5", "queries", "MariaDB");
            return;
        }
        try (server;
                Connection rows = connect(server.url(), server)) {
            load(rows);
            dump(rows);
            slice(rows);
            availability(rows);
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Loads all rows and gives the seconds that it took. */
    private double load(Connection rows) throws Exception {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < DIMENSIONS; i++) {
            columns.append(", d").append(i).append(" smallint not null");
        }
        run(
                rows,
                "drop table if exists fact",
                "drop table if exists series",
                "create table series (id int not null primary key" + columns
                        + ", key by1 (d1, d3), key by3 (d3), key by7 (d7, d8), key by8 (d8)) engine=innodb",
                "create table fact (series int not null, period smallint not null, value decimal(20,4) null,"
                        + " text varchar(24) null, decimals tinyint not null, status smallint not null, confidentiality smallint"
                        + " not null, primary key (series, period)) engine=innodb",
                "set unique_checks=0, foreign_key_checks=0, autocommit=0");
        Path facts = bench.folder().resolve("fact.tsv");
        Path series = bench.folder().resolve("series.tsv");
        if (!Files.exists(facts)) {
            try (Tsv tsv = new Tsv(facts, series)) {
                bench.answer(Bench.everything(), tsv);
            }
        }
        return Alternation.once(false, () -> {
            infile(rows, series, "load data local infile 'x' into table series");
            infile(rows, facts, "load data local infile 'x' into table fact");
            rows.commit();
            run(rows, "analyze table series, fact");
        });
    }

    private static void infile(Connection connection, Path file, String sql) throws Exception {
        try (InputStream in = Files.newInputStream(file);
                Statement statement = connection.createStatement()) {
            statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(in);
            statement.executeUpdate(sql);
        }
    }

    /** Writes the rows as LOAD DATA wants them. */
    private static final class Tsv extends Texts implements AutoCloseable {
        private final OutputStream facts;
        private final OutputStream series;
        private int number;

        Tsv(Path facts, Path series) throws IOException {
            this.facts = new java.io.BufferedOutputStream(Files.newOutputStream(facts), 1 << 16);
            this.series = new java.io.BufferedOutputStream(Files.newOutputStream(series), 1 << 16);
        }

        @Override
        public void coded(CodedBlock block) throws IOException {
            StringBuilder text = new StringBuilder();
            text.append(number);
            for (int id : block.key()) {
                text.append('\t').append(id);
            }
            series.write(text.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
            text.setLength(0);
            for (int i = 0; i < block.size(); i++) {
                boolean odd = block.scales()[i] < 0;
                String measure = Peers.measure(block, i);
                text.append(number).append('\t').append(block.periodText(i)).append('\t');
                text.append(odd ? "\\N" : measure).append('\t').append(odd ? measure : "\\N");
                text.append('\t').append(Math.max(0, block.scales()[i]));
                text.append('\t')
                        .append(block.id(1, i))
                        .append('\t')
                        .append(block.id(2, i))
                        .append('\n');
            }
            facts.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            number++;
        }

        @Override
        public void close() throws IOException {
            facts.close();
            series.close();
        }
    }

    /** The least of a sink. */
    private abstract static class Texts extends org.sojourn.data.ForwardingSink {
        Texts() {
            super(new Reading.Count());
        }
    }

    /** Sends rows as CSV lines; texts of codes come from arrays. */
    private static long csv(Connection rows, String where, OutputStream out) throws SQLException, IOException {
        String sql =
                "select straight_join s.d0, s.d1, s.d2, s.d3, s.d4, s.d5, s.d6, s.d7, s.d8, f.period, f.value, f.text, f.decimals,"
                        + " f.status, f.confidentiality from series s join fact f on f.series = s.id" + where
                        + " order by s.id, f.period";
        long count = 0;
        StringBuilder text = new StringBuilder();
        try (Statement statement = rows.createStatement()) {
            statement.setFetchSize(2000);
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    text.append("dataflow,MIG:DF_STK_BIL(1.0.0),R");
                    for (int i = 1; i <= DIMENSIONS + 1; i++) {
                        text.append(',').append(row.getString(i));
                    }
                    String value = row.getString(11);
                    text.append(',').append(value == null ? row.getString(12) : value);
                    text.append(',')
                            .append(row.getInt(14))
                            .append(',')
                            .append(row.getInt(15))
                            .append(",,,,PS,0,M\r\n");
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

    private void dump(Connection rows) throws Exception {
        long[] count = new long[1];
        double theirs = Alternation.once(false, () -> count[0] = csv(rows, "", new Counting()));
        double ours = Double.MAX_VALUE;
        for (int i = 0; i < Bench.ROUNDS; i++) {
            ours = Math.min(ours, Alternation.once(false, () -> bench.write(DataFormat.CSV_2_0, new Counting())));
        }
        same(count[0], bench.observations());
        Targets.atLeast(
                "5",
                "dump to CSV, " + bench.shape() + " obs/series",
                ms(ours),
                "rows " + ms(theirs),
                theirs / ours,
                50);
    }

    private static void same(long a, long b) {
        if (a != b) {
            throw new IllegalStateException("the sides have sent " + a + " and " + b + " observations");
        }
    }

    private static String ms(double seconds) {
        return Targets.number(seconds * 1000) + " ms";
    }

    /** About a thousand series: some areas by some origins. */
    private void slice(Connection rows) throws Exception {
        List<String> areas = codes("REF_AREA");
        Set<String> wanted = new LinkedHashSet<>();
        Set<String> from = new LinkedHashSet<>();
        for (int i = 0; i < areas.size(); i++) {
            if (i % 23 == 5) {
                wanted.add(areas.get(i));
            }
            if (i % 19 == 3) {
                from.add(areas.get(i));
            }
        }
        List<Set<String>> positions = new ArrayList<>();
        for (int i = 0; i < DIMENSIONS; i++) {
            positions.add(i == 1 ? wanted : i == 3 ? from : Set.of());
        }
        DataQuery query = DataQuery.of(selection(new KeyFilter(positions)));
        String where =
                " where s.d1 in (" + ids("REF_AREA", wanted) + ") and s.d3 in (" + ids("COUNTERPART_AREA", from) + ")";
        long[] counts = new long[2];
        Alternation.Seconds s = Alternation.wall(
                21,
                () -> {
                    Reading.Count count = new Reading.Count();
                    bench.answer(query, count);
                    counts[0] = count.observations;
                    bench.write(query, DataFormat.CSV_2_0, new Counting());
                },
                () -> counts[1] = csv(rows, where, new Counting()));
        same(counts[0], counts[1]);
        Targets.atLeast(
                "5",
                "slice of " + counts[0] / bench.shape() + " series to CSV (ours twice), " + bench.shape()
                        + " obs/series",
                ms(s.ours()),
                "rows " + ms(s.theirs()),
                s.ratio(),
                10);
    }

    private static DataSelection selection(KeyFilter key) {
        DataSelection any = DataSelection.of(Context.ANY);
        return new DataSelection(
                any.context(),
                any.agencies(),
                any.ids(),
                any.versions(),
                List.of(key),
                any.providers(),
                any.filters(),
                any.updatedAfter(),
                any.asOf(),
                any.reportingYearStartDay(),
                any.visibility());
    }

    /** The codes that series have, in the order of their ids in the read copy, which the row tables use as well. */
    private final Map<String, List<String>> codes = new HashMap<>();

    private List<String> codes(String dimension) throws IOException {
        if (codes.isEmpty()) {
            Map<String, java.util.SortedMap<Integer, String>> seen = new HashMap<>();
            bench.answer(Bench.everything(), new Texts() {
                @Override
                public void coded(CodedBlock block) {
                    for (int i = 0; i < DIMENSIONS; i++) {
                        String id =
                                StockFigures.STRUCTURE.seriesDimensions().get(i).id();
                        int at = i;
                        seen.computeIfAbsent(id, d -> new java.util.TreeMap<>())
                                .computeIfAbsent(block.key()[i], k -> block.keyText(at));
                    }
                }
            });
            seen.forEach((id, texts) -> codes.put(id, List.copyOf(texts.values())));
        }
        return codes.get(dimension);
    }

    private String ids(String dimension, Set<String> wanted) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String code : wanted) {
            int at = codes(dimension).indexOf(code);
            if (at >= 0) {
                ids.add(Integer.toString(at));
            }
        }
        return String.join(",", ids);
    }

    private void availability(Connection rows) throws Exception {
        List<Set<String>> positions = new ArrayList<>();
        String area = codes("REF_AREA").get(codes("REF_AREA").size() / 2);
        for (int i = 0; i < DIMENSIONS; i++) {
            positions.add(i == 1 ? Set.of(area) : Set.of());
        }
        DataSelection selection = selection(new KeyFilter(positions));
        String where = " where d1 = " + ids("REF_AREA", Set.of(area));
        Alternation.Seconds s =
                Alternation.wall(21, () -> Availability.of(bench.snapshot(), StockFigures.STRUCTURE, selection), () -> {
                    try (Statement statement = rows.createStatement()) {
                        for (int i = 0; i < DIMENSIONS; i++) {
                            try (ResultSet row = statement.executeQuery(
                                    "select d" + i + ", count(*) from series" + where + " group by d" + i)) {
                                while (row.next()) {
                                    row.getInt(2);
                                }
                            }
                        }
                    }
                });
        Targets.atLeast(
                "5",
                "availability of one area, " + bench.shape() + " obs/series",
                ms(s.ours()),
                "series table " + ms(s.theirs()),
                s.ratio(),
                10);
    }

    /** From a file to what queries see, durable, checks included, against rows that are loaded without any. */
    void uploads() throws Exception {
        MariaDb server = server();
        if (server == null) {
            Targets.missing("6", "uploads", "MariaDB");
            return;
        }
        try (server) {
            double theirs;
            try (Connection rows = connect(server.url(), server)) {
                theirs = load(rows);
                run(rows, "drop table fact", "drop table series");
            }
            upload(server, DataFormat.CSV_2_0, theirs, 12);
            upload(server, DataFormat.ML_2_1_SS, theirs, 8);
        }
    }

    private void upload(MariaDb server, DataFormat format, double theirs, double goal) throws Exception {
        Path file = Reading.file(bench, format);
        double ours = Double.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            Path place = Files.createTempDirectory(bench.folder(), "upload");
            DatabaseAddress address = DatabaseAddress.mariaDb(
                    server.freshDatabase(), server.user(), server.password(), 4, place.resolve("node"));
            try (SystemOfRecord records = SystemOfRecord.open(address);
                    ReadCopy copy = ReadCopy.open(place.resolve("copy"), records.data())) {
                SubmissionService service = new SubmissionService(records, () -> {
                    try {
                        copy.follow();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                for (String name : MigrationStructures.files()) {
                    try (InputStream in = MigrationStructures.open(name)) {
                        service.structures(in, UploadFormats.ANY, false);
                    }
                }
                ours = Math.min(ours, Alternation.once(false, () -> {
                    try (InputStream in = Files.newInputStream(file)) {
                        SubmissionReport report = service.data(in, UploadFormats.ANY, Optional.empty(), false);
                        if (report.outcome() != SubmissionReport.Outcome.STORED) {
                            throw new IllegalStateException(report.outcome() + " " + report.problems());
                        }
                    }
                }));
            }
        }
        Targets.atLeast(
                "6",
                "upload of " + format.formatName() + " to MariaDB, checked and searchable, " + bench.shape()
                        + " obs/series",
                Targets.number(bench.observations() / ours / 1e6) + " M obs/s",
                "LOAD DATA of rows " + Targets.number(bench.observations() / theirs / 1e6) + " M obs/s",
                theirs / ours,
                goal);
    }
}
