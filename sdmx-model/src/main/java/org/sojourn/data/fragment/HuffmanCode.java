package org.sojourn.data.fragment;

import java.util.Arrays;

/** A prefix code for deflate (RFC 1951, 3.2.2), made of how often each symbol occurs. */
final class HuffmanCode {

    /** Bits of each symbol's code, 0 for one that has none. */
    final byte[] lengths;

    /** Codes, first bit lowest. */
    final int[] codes;

    private final int longest;

    /** @param longest the most bits that a code may have */
    HuffmanCode(int symbols, int longest) {
        this.lengths = new byte[symbols];
        this.codes = new int[symbols];
        this.longest = longest;
    }

    /** Makes the code anew; symbols that never occur get none. */
    void build(int[] counts) {
        Arrays.fill(lengths, (byte) 0);
        long[] used = new long[lengths.length];
        int size = 0;
        for (int s = 0; s < lengths.length; s++) {
            if (counts[s] > 0) {
                used[size++] = (long) counts[s] << 16 | s;
            }
        }
        Arrays.sort(used, 0, size);
        if (size < 2) { // a code needs two leaves to be complete
            int only = size == 0 ? 0 : (int) used[0] & 0xffff;
            lengths[only] = 1;
            lengths[only == 0 ? 1 : 0] = 1;
        } else {
            int[] ofLength = limited(depths(used, size), size);
            int rarest = 0;
            for (int length = longest; length > 0; length--) {
                for (int i = 0; i < ofLength[length]; i++) {
                    lengths[(int) used[rarest++] & 0xffff] = (byte) length;
                }
            }
        }
        assign();
    }

    /** How deep each leaf lies in Huffman's tree, leaves from the rarest; two queues make it without a heap. */
    private static int[] depths(long[] used, int size) {
        int nodes = 2 * size - 1;
        long[] weight = new long[nodes];
        int[] parent = new int[nodes];
        for (int i = 0; i < size; i++) {
            weight[i] = used[i] >>> 16;
        }
        int leaf = 0;
        int inner = size;
        for (int node = size; node < nodes; node++) {
            for (int child = 0; child < 2; child++) {
                boolean takeLeaf = leaf < size && (inner >= node || weight[leaf] <= weight[inner]);
                int taken = takeLeaf ? leaf++ : inner++;
                weight[node] += weight[taken];
                parent[taken] = node;
            }
        }
        int[] depth = new int[nodes];
        for (int node = nodes - 2; node >= 0; node--) {
            depth[node] = depth[parent[node]] + 1;
        }
        return depth;
    }

    /** How many codes have each length once none is too long: leaves that lie too deep go up, and others down for them. */
    private int[] limited(int[] depth, int size) {
        int[] ofLength = new int[longest + 1];
        for (int i = 0; i < size; i++) {
            ofLength[Math.min(depth[i], longest)]++;
        }
        long full = 1L << longest;
        long taken = 0;
        for (int length = 1; length <= longest; length++) {
            taken += (long) ofLength[length] << (longest - length);
        }
        while (taken > full) {
            ofLength[longest]--;
            int length = longest - 1;
            while (ofLength[length] == 0) {
                length--;
            }
            ofLength[length]--;
            ofLength[length + 1] += 2;
            taken--;
        }
        return ofLength;
    }

    private void assign() {
        int[] next = new int[longest + 2];
        for (byte length : lengths) {
            next[length + 1]++;
        }
        next[1] = 0; // symbols without a code take none
        int code = 0;
        int[] first = new int[longest + 1];
        for (int length = 1; length <= longest; length++) {
            code = (code + next[length]) << 1;
            first[length] = code;
        }
        for (int s = 0; s < lengths.length; s++) {
            if (lengths[s] > 0) {
                codes[s] = Integer.reverse(first[lengths[s]]++) >>> (32 - lengths[s]);
            }
        }
    }
}
