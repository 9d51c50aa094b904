package org.sojourn.store.pack;

import org.sojourn.data.Value;

/**
 * Texts of a data set by number: codes, component ids, short texts that come again and again. Append-only: an id, once given
 * away, means the same text for ever, whatever becomes of code lists. Ids count from 1; 0 means no text. For many threads.
 */
public interface Dictionary {

    /** The id of a text, 0 when it is not known. */
    int find(String text);

    /** The id of a text; an unknown one is added. */
    int id(String text);

    /**
     * The id of a text that comes from no code list, 0 when it should rather be spelt out: it is long, or the dictionary
     * has enough of its kind. A known text always has its id.
     */
    int shortTextId(String text);

    /**
     * The text behind an id.
     *
     * @throws IllegalStateException when there is no such id
     */
    String text(int id);

    /** The text as a shared value. */
    Value.Text value(int id);

    /** The largest id. */
    int size();
}
