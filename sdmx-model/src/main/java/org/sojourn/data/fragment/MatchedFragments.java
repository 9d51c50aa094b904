package org.sojourn.data.fragment;

import java.io.IOException;
import org.sojourn.data.Decimals;

/** Fragments and numbers on their way into a gzip stream: as matches to where they stood last, and as literals. */
final class MatchedFragments extends FragmentOutput {

    /** What fits into a few literals is not worth a match of its own. */
    private static final int LITTLE = 4;

    /** A match is written when it has grown to this. */
    private static final int LONG = 1 << 14;

    private final GzipFragments gzip;
    private final DeflateBlocks blocks;
    private final byte[] digits = new byte[Decimals.LONGEST];
    private final DigitPieces pieces = new DigitPieces();

    /** A match that may still grow; 0 for none. */
    private int matchLength;

    private int matchDistance;

    MatchedFragments(GzipFragments gzip, DeflateBlocks blocks) {
        this.gzip = gzip;
        this.blocks = blocks;
    }

    /** Writes the match that might have grown. */
    void endMatch() throws IOException {
        if (matchLength > 0) {
            int length = matchLength;
            matchLength = 0;
            blocks.match(length, matchDistance);
        }
    }

    @Override
    void fragment(Fragment fragment) throws IOException {
        gzip.settle();
        if (!fragment.summed()) {
            gzip.write(fragment.bytes, 0, fragment.length());
            return;
        }
        Fragment first = fragment.first;
        Fragment second = fragment.second;
        if (first != null && second != null && gzip.position - fragment.last > DeflateBlocks.WINDOW) {
            long here = gzip.position;
            fragment(first);
            fragment(second);
            fragment.last = here;
            return;
        }
        gzip.checksum = Checksum.append(gzip.checksum, fragment.shift, fragment.checksum);
        say(fragment);
    }

    /** Writes the text of a fragment, and leaves the checksum to others. */
    private void say(Fragment fragment) throws IOException {
        int length = fragment.length();
        long here = gzip.position;
        long distance = here - fragment.last;
        Fragment like = fragment.place.last;
        long distanceOfLike = here - like.last;
        gzip.position = here + length;
        fragment.last = here;
        fragment.place.last = fragment;
        if (matchLength > 0) {
            if (distance == matchDistance && matchLength < LONG) {
                matchLength += length;
                return;
            }
            if (distanceOfLike == matchDistance && growsInto(fragment, like)) {
                return;
            }
            endMatch();
        }
        if (distance > DeflateBlocks.WINDOW) {
            difference(fragment, like, distanceOfLike);
        } else if (length < DeflateBlocks.SHORTEST) {
            blocks.literals(fragment.bytes, 0, length);
        } else {
            matchLength = length;
            matchDistance = (int) distance;
        }
    }

    /** Lets the match before run on into what the fragment shares with the other, where little is left then. */
    private boolean growsInto(Fragment fragment, Fragment like) throws IOException {
        int shared = fragment.shared(like);
        if (shared == 0 || fragment.length() - shared > LITTLE) {
            return false;
        }
        matchLength += shared;
        endMatch();
        blocks.literals(fragment.bytes, shared, fragment.length());
        return true;
    }

    /**
     * Writes a fragment that is new, or was seen last too long ago, as what differs from another. Series of thousands of
     * periods have each of them once in 32 KiB at most: spelt out each time, they would make the stream explode.
     */
    private void difference(Fragment fragment, Fragment like, long distance) throws IOException {
        int length = fragment.length();
        int prefix = distance > DeflateBlocks.WINDOW ? 0 : fragment.shared(like);
        int most = Math.min(length, like.length()) - prefix;
        long distanceOfEnd = distance + length - like.length();
        int suffix = 0;
        if (distanceOfEnd > 0 && distanceOfEnd <= DeflateBlocks.WINDOW) {
            while (suffix < most && fragment.bytes[length - 1 - suffix] == like.bytes[like.length() - 1 - suffix]) {
                suffix++;
            }
        }
        int from = prefix < DeflateBlocks.SHORTEST ? 0 : prefix;
        int to = suffix < DeflateBlocks.SHORTEST ? length : length - suffix;
        if (from > 0) {
            blocks.match(from, (int) distance);
        }
        if (to > from) {
            blocks.literals(fragment.bytes, from, to);
        }
        if (to < length) {
            matchLength = length - to;
            matchDistance = (int) distanceOfEnd;
        }
    }

    @Override
    void lead(Lead lead) throws IOException {
        gzip.settle();
        long here = gzip.position;
        int prefix = lead.start(lead.unchanged());
        long distance = here - lead.last;
        lead.last = here;
        if (lead.length() >= Checksum.LONGEST) {
            for (int i = 0; i < lead.size(); i++) {
                fragment(lead.part(i));
            }
            lead.written();
            return;
        }
        gzip.checksum = Checksum.append(gzip.checksum, Checksum.shift(lead.length()), lead.checksum());
        int part = 0;
        if (prefix >= DeflateBlocks.SHORTEST && distance <= DeflateBlocks.WINDOW) {
            if (matchLength > 0 && distance == matchDistance && matchLength < LONG) {
                matchLength += prefix;
            } else {
                endMatch();
                matchLength = prefix;
                matchDistance = (int) distance;
            }
            gzip.position += prefix;
            part = lead.unchanged();
        }
        for (; part < lead.size(); part++) {
            say(lead.part(part));
        }
        lead.written();
    }

    @Override
    void number(long mantissa, int scale) throws IOException {
        gzip.settle();
        endMatch();
        if (blocks.direct() && pieces.take(mantissa, scale)) {
            gzip.checksum = Checksum.append(gzip.checksum, Checksum.shift(pieces.length), pieces.checksum);
            gzip.position += pieces.length;
            blocks.digits(pieces);
            return;
        }
        int length = Decimals.put(digits, 0, mantissa, scale);
        gzip.checksum = Checksum.update(gzip.checksum, digits, 0, length);
        blocks.literals(digits, 0, length);
        gzip.position += length;
    }

    @Override
    void elements(long[] mantissas, byte[] scales, Fragment[] after, int from, int to) throws IOException {
        gzip.settle();
        for (int i = usual(mantissas, scales, after, from, to);
                i < to;
                i = usual(mantissas, scales, after, i + 1, to)) {
            number(mantissas[i], scales[i]);
            fragment(after[i]);
        }
    }

    /**
     * Writes elements as long as they are what most are: a short number, and a fragment that stood a little before. Does what
     * {@link #number} and {@link #fragment} do, in fewer steps.
     *
     * @return the first element that is otherwise
     */
    @SuppressWarnings("ReferenceEquality") // a fragment of a place is one object
    private int usual(long[] mantissas, byte[] scales, Fragment[] after, int from, int to) throws IOException {
        DigitPieces number = pieces;
        long position = gzip.position;
        int checksum = gzip.checksum;
        int length = matchLength;
        int distance = matchDistance;
        int i = from;
        for (; i < to && blocks.direct() && number.take(mantissas[i], scales[i]); i++) {
            Fragment fragment = after[i];
            long back = position + number.length - fragment.last;
            if (back > DeflateBlocks.WINDOW || fragment.length() < DeflateBlocks.SHORTEST || !fragment.summed()) {
                break;
            }
            blocks.element(length, distance, number);
            checksum = Checksum.append(checksum, Checksum.shift(number.length), number.checksum);
            checksum = Checksum.append(checksum, fragment.shift, fragment.checksum);
            position += number.length;
            fragment.last = position;
            length = fragment.length();
            position += length;
            distance = (int) back;
        }
        gzip.position = position;
        gzip.checksum = checksum;
        matchLength = length;
        matchDistance = distance;
        for (int last = Math.max(from, i - 2); last < i; last++) { // the last of a series has a place of its own
            after[last].place.last = after[last];
        }
        return i;
    }

    @Override
    void rows(Lead lead, Fragment[] before, long[] mantissas, byte[] scales, Fragment[] after, int size)
            throws IOException {
        gzip.settle();
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                i = usual(lead, before, mantissas, scales, after, i, size);
                if (i == size) {
                    return;
                }
                lead(lead);
            }
            fragment(before[i]);
            number(mantissas[i], scales[i]);
            fragment(after[i]);
        }
    }

    /**
     * Writes rows as long as they are what most are: the match that began with the end of the row before runs on over the lead
     * and most of what follows it, then come a few literals and a short number.
     *
     * @param from not the first row
     * @return the first row that is otherwise
     */
    private int usual(Lead lead, Fragment[] before, long[] mantissas, byte[] scales, Fragment[] after, int from, int to)
            throws IOException {
        int leadLength = lead.length();
        if (leadLength >= Checksum.LONGEST) {
            return from;
        }
        DigitPieces number = pieces;
        int[] leadShift = Checksum.shift(leadLength);
        int leadSum = lead.checksum();
        long position = gzip.position;
        int checksum = gzip.checksum;
        int length = matchLength;
        int distance = matchDistance;
        int i = from;
        for (; i < to && blocks.direct() && number.take(mantissas[i], scales[i]); i++) {
            Fragment begin = before[i];
            Fragment end = after[i];
            int shared = begin.shared(before[i - 1]);
            int rest = begin.length() - shared;
            int ahead = leadLength + begin.length() + number.length;
            long back = position + ahead - end.last;
            if (length == 0
                    || position - lead.last != distance
                    || before[i - 1].last != lead.last + leadLength
                    || rest > DeflateBlocks.FEW
                    || back > DeflateBlocks.WINDOW
                    || end.length() < DeflateBlocks.SHORTEST
                    || !begin.summed()
                    || !end.summed()) {
                break;
            }
            blocks.row(length + leadLength + shared, distance, begin.bytes, shared, number);
            checksum = Checksum.append(checksum, leadShift, leadSum);
            checksum = Checksum.append(checksum, begin.shift, begin.checksum);
            checksum = Checksum.append(checksum, Checksum.shift(number.length), number.checksum);
            checksum = Checksum.append(checksum, end.shift, end.checksum);
            lead.last = position;
            begin.last = position + leadLength;
            position += ahead;
            end.last = position;
            length = end.length();
            position += length;
            distance = (int) back;
        }
        gzip.position = position;
        gzip.checksum = checksum;
        matchLength = length;
        matchDistance = distance;
        if (i > from) {
            before[i - 1].place.last = before[i - 1];
            after[i - 1].place.last = after[i - 1];
        }
        return i;
    }

    @Override
    void drain() {
        // Others write to the same stream.
    }
}
