package org.sojourn.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sojourn.bench.Alternation.Cost;
import org.sojourn.bench.Alternation.Sides;
import org.sojourn.format.DataFormat;
import org.sojourn.index.Availability;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;
import org.sojourn.tests.MariaDb;

/** Target 5: everything, a slice, and what there is, from the read copy, from rows in MariaDB, and from DuckDB. */
final class Questions {

    private static final int AREA = 1;
    private static final int ORIGIN = 3;

    private final Holding holding;
    private final Alternation alternation;
    private final Report report;
    private final RowTables tables;
    private final Set<String> areas = new LinkedHashSet<>();
    private final Set<String> origins = new LinkedHashSet<>();
    private final String area;

    Questions(Holding holding, RowTables tables, Alternation alternation, Report report) {
        this.holding = holding;
        this.tables = tables;
        this.alternation = alternation;
        this.report = report;
        List<String> all = tables.codes(AREA);
        this.area = all.get(all.size() / 2);
        for (int i = 5; i < all.size(); i += 23) {
            areas.add(all.get(i));
        }
        List<String> from = tables.codes(ORIGIN);
        for (int i = 3; i < from.size(); i += 19) {
            origins.add(from.get(i));
        }
    }

    private DataSelection selection(Set<String> ofArea, Set<String> ofOrigin) {
        List<Set<String>> positions = new ArrayList<>();
        for (int i = 0; i < RowTables.DIMENSIONS; i++) {
            positions.add(i == AREA ? ofArea : i == ORIGIN ? ofOrigin : Set.of());
        }
        DataSelection any = Holding.everything().selection();
        return new DataSelection(
                any.context(),
                any.agencies(),
                any.ids(),
                any.versions(),
                List.of(new KeyFilter(positions)),
                any.providers(),
                any.filters(),
                any.updatedAfter(),
                any.asOf(),
                any.reportingYearStartDay(),
                any.visibility());
    }

    private DataQuery slice() {
        return DataQuery.of(selection(areas, origins));
    }

    private static Report.Subject subject(String what, Holding holding) {
        return new Report.Subject("5", what + ", " + holding.shaped());
    }

    private static String detail(Sides sides, Decoded ours, Decoded theirs, Counting[] bytes) {
        return Report.bytes(bytes[0].count(), bytes[1].count()) + ", " + Decoded.same(ours, theirs) + ", " + cpu(sides)
                + ", " + Report.rounds(sides.rounds());
    }

    private static String cpu(Sides sides) {
        return "CPU " + Report.milliseconds(sides.ours().processes()) + " / "
                + Report.milliseconds(sides.theirs().processes());
    }

    /** @param rows where the tables are loaded */
    void rows(Connection rows, MariaDb server) throws Exception {
        Alternation both = alternation.with(server.process());
        rowDump(rows, both);
        rowSlice(rows, both);
        rowAvailability(rows, both);
    }

    private void rowDump(Connection rows, Alternation both) throws Exception {
        Counting[] bytes = new Counting[2];
        Sides sides = both.run(
                () -> holding.write(DataFormat.CSV_2_0, bytes[0] = new Counting()),
                () -> tables.csv(rows, "", bytes[1] = new Counting()));
        report.atLeast(
                subject("everything to CSV, against a row per observation, wall", holding),
                Report.milliseconds(sides.ours().wall()),
                "MariaDB rows " + Report.milliseconds(sides.theirs().wall()),
                sides.ratio(Cost::wall),
                50,
                detail(
                        sides,
                        Decoding.of(DataFormat.CSV_2_0, out -> holding.write(DataFormat.CSV_2_0, out)),
                        Decoding.of(DataFormat.CSV_2_0, out -> tables.csv(rows, "", out)),
                        bytes));
    }

    private void rowSlice(Connection rows, Alternation both) throws Exception {
        String where = " where s.d" + AREA + " in (" + tables.ids(AREA, areas) + ") and s.d" + ORIGIN + " in ("
                + tables.ids(ORIGIN, origins) + ")";
        Counting[] bytes = new Counting[2];
        Sides sides = both.run(
                () -> holding.write(slice(), DataFormat.CSV_2_0, bytes[0] = new Counting()),
                () -> tables.csv(rows, where, bytes[1] = new Counting()));
        Decoded ours = Decoding.of(DataFormat.CSV_2_0, out -> holding.write(slice(), DataFormat.CSV_2_0, out));
        report.atLeast(
                subject("slice of " + ours.observations() / holding.shape() + " series to CSV, wall", holding),
                Report.milliseconds(sides.ours().wall()),
                "MariaDB rows " + Report.milliseconds(sides.theirs().wall()),
                sides.ratio(Cost::wall),
                10,
                detail(sides, ours, Decoding.of(DataFormat.CSV_2_0, out -> tables.csv(rows, where, out)), bytes));
    }

    private void rowAvailability(Connection rows, Alternation both) throws Exception {
        DataSelection selection = selection(Set.of(area), Set.of());
        String where = " where d" + AREA + " = " + tables.ids(AREA, Set.of(area));
        long[] counts = new long[2];
        Sides sides = both.run(() -> counts[0] = ours(selection), () -> counts[1] = tables.availability(rows, where));
        same(counts);
        report.atLeast(
                subject("availability of one area, wall", holding),
                Report.milliseconds(sides.ours().wall()),
                "MariaDB table of series " + Report.milliseconds(sides.theirs().wall()),
                sides.ratio(Cost::wall),
                10,
                "counts " + counts[0] + " / " + counts[1] + ", " + cpu(sides) + ", " + Report.rounds(sides.rounds()));
    }

    private long ours(DataSelection selection) throws Exception {
        return Availability.of(holding.snapshot(), StockFigures.STRUCTURE, selection).values().entrySet().stream()
                .filter(dimension -> !dimension.getKey().equals("TIME_PERIOD"))
                .flatMap(dimension -> dimension.getValue().values().stream())
                .mapToLong(Availability.Count::series)
                .sum();
    }

    private static void same(long[] counts) {
        if (counts[0] != counts[1]) {
            throw new IllegalStateException("the sides have counted " + counts[0] + " and " + counts[1]);
        }
    }

    /** The same against DuckDB, which an analyst would load the dump into. */
    void duckDb() throws Exception {
        var file = holding.folder().resolve("dump.csv");
        try (var out = new java.io.BufferedOutputStream(java.nio.file.Files.newOutputStream(file), 1 << 16)) {
            holding.write(DataFormat.CSV_2_0, out);
        }
        try (Connection duck =
                DriverManager.getConnection("jdbc:duckdb:" + holding.folder().resolve("duck.db"))) {
            report.setting(
                    "DuckDB %s, JDBC, settings and table: tests/bench/duckdb.sql",
                    duck.getMetaData().getDatabaseProductVersion());
            RowTables.run(duck, Scripts.statements("duckdb.sql", Map.of("dump", file.toString())));
            String list = areas.stream()
                    .map(a -> "'" + a + "'")
                    .reduce((a, b) -> a + "," + b)
                    .orElseThrow();
            String from = origins.stream()
                    .map(a -> "'" + a + "'")
                    .reduce((a, b) -> a + "," + b)
                    .orElseThrow();
            duck(duck, "everything to CSV, against DuckDB, wall", Holding.everything(), "");
            duck(
                    duck,
                    "slice to CSV, against DuckDB, wall",
                    slice(),
                    " where REF_AREA in (" + list + ") and COUNTERPART_AREA in (" + from + ")");
            duckAvailability(duck);
        } finally {
            java.nio.file.Files.deleteIfExists(file);
            java.nio.file.Files.deleteIfExists(holding.folder().resolve("duck.db"));
            java.nio.file.Files.deleteIfExists(holding.folder().resolve("duck.db.wal"));
        }
    }

    private void duck(Connection duck, String what, DataQuery query, String where) throws Exception {
        Counting bytes = new Counting();
        String copy = "copy (select * from obs" + where + ") to '";
        Sides sides = alternation.run(
                () -> holding.write(query, DataFormat.CSV_2_0, new Counting()),
                () -> RowTables.run(duck, List.of(copy + "/dev/null' (format csv, header)")));
        holding.write(query, DataFormat.CSV_2_0, bytes);
        var file = holding.folder().resolve("duck.csv");
        RowTables.run(duck, List.of(copy + file + "' (format csv, header)"));
        Decoded theirs = new Decoded();
        try (var in = java.nio.file.Files.newInputStream(file)) {
            Decoding.csv(in, theirs);
        }
        long size = java.nio.file.Files.size(file);
        java.nio.file.Files.delete(file);
        report.atLeast(
                subject(what, holding),
                Report.milliseconds(sides.ours().wall()),
                "DuckDB " + Report.milliseconds(sides.theirs().wall()),
                sides.ratio(Cost::wall),
                1,
                Report.bytes(bytes.count(), size) + ", "
                        + Decoded.same(
                                Decoding.of(DataFormat.CSV_2_0, out -> holding.write(query, DataFormat.CSV_2_0, out)),
                                theirs)
                        + ", " + cpu(sides) + ", " + Report.rounds(sides.rounds()));
    }

    private void duckAvailability(Connection duck) throws Exception {
        DataSelection selection = selection(Set.of(area), Set.of());
        long[] counts = new long[2];
        String distinct = StockFigures.STRUCTURE.seriesDimensions().stream()
                .map(d -> d.id())
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        Sides sides = alternation.run(() -> counts[0] = ours(selection), () -> {
            counts[1] = 0;
            try (var statement = duck.createStatement()) {
                for (var dimension : StockFigures.STRUCTURE.seriesDimensions()) {
                    try (var row = statement.executeQuery("select " + dimension.id()
                            + ", count(*) from (select distinct " + distinct + " from obs where REF_AREA = '" + area
                            + "') group by all")) {
                        while (row.next()) {
                            counts[1] += row.getLong(2);
                        }
                    }
                }
            }
        });
        same(counts);
        report.atLeast(
                subject("availability of one area, against DuckDB, wall", holding),
                Report.milliseconds(sides.ours().wall()),
                "DuckDB " + Report.milliseconds(sides.theirs().wall()),
                sides.ratio(Cost::wall),
                1,
                "counts " + counts[0] + " / " + counts[1] + ", " + cpu(sides) + ", " + Report.rounds(sides.rounds()));
    }
}
