package org.sojourn.cli;

/** The forms of a report, by the words of the command line. */
enum ReportForm {
    text,
    json,
    html
}
