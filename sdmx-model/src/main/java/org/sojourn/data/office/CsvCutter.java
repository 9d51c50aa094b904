package org.sojourn.data.office;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts the CSV that a writer sends into rows of cells as it comes. */
final class CsvCutter extends OutputStream {

    /** Takes a row. */
    interface Rows {
        void row(List<String> cells) throws IOException;
    }

    private enum State {
        BEGIN,
        PLAIN,
        QUOTED,
        AFTER_QUOTE
    }

    private final Rows rows;
    private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
    private List<String> cells = new ArrayList<>();
    private State state = State.BEGIN;

    CsvCutter(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void write(int b) throws IOException {
        if (state == State.QUOTED) {
            if (b == '"') {
                state = State.AFTER_QUOTE;
            } else {
                cell.write(b);
            }
            return;
        }
        switch (b) {
            case '"' -> {
                if (state == State.AFTER_QUOTE) {
                    cell.write(b);
                }
                state = State.QUOTED;
            }
            case ',' -> endCell();
            case '\r' -> {}
            case '\n' -> {
                endCell();
                List<String> row = cells;
                cells = new ArrayList<>();
                rows.row(row);
            }
            default -> {
                cell.write(b);
                state = State.PLAIN;
            }
        }
    }

    private void endCell() {
        cells.add(cell.toString(StandardCharsets.UTF_8));
        cell.reset();
        state = State.BEGIN;
    }
}
